import { isMacOs, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { Fragment } from 'react';
import { EXAMPLES } from './examples.js';
import { headingOf } from './headingOf.js';

const RUN = isMacOs ? ['⌘', 'Enter'] : ['Ctrl', 'Enter'];
/** The editor keeps the tab key for itself until this is pressed. */
const RELEASE_TAB = isMacOs ? ['Ctrl', 'Shift', 'M'] : ['Ctrl', 'M'];

/** Lists the examples as buttons. Each opens its operation in a tab, or selects the tab that has it. */
export function ExampleList() {
  const tabs = useGraphiQL((state) => state.tabs);
  const shown = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const { addTab, changeTab, setOperationName, updateActiveTabValues } = useGraphiQLActions();

  function open(example: string): void {
    const index = tabs.findIndex(({ query }) => query === example);
    if (index >= 0) {
      changeTab(index);
    } else {
      addTab();
      queryEditor?.setValue(example);
    }
    // The store follows the editor a moment later. Without this line, a user who runs the example at once would be told
    // that it has no operation with the name of the tab before.
    updateActiveTabValues({ query: example });
    setOperationName(headingOf(example).name);
    queryEditor?.focus();
  }

  return (
    <section className="examples" aria-labelledby="examples">
      <h2 id="examples">Examples</h2>
      <p>
        They ask about the sample market, whose stocks are invented. For another market, change the values of
        the variables.
      </p>
      <ul>
        {EXAMPLES.map((example) => {
          const { title, description } = headingOf(example);
          return (
            <li key={title}>
              <button
                type="button"
                // Without an editor there is nothing to open the example in.
                disabled={queryEditor === undefined}
                aria-current={example === shown}
                onClick={() => open(example)}
              >
                <strong>{title}</strong>
                <span>{description}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p>
        <Keys names={RUN} /> runs what is in the editor; after <Keys names={RELEASE_TAB} /> the key{' '}
        <kbd>Tab</kbd> leaves it.
      </p>
    </section>
  );
}

function Keys({ names }: { readonly names: readonly string[] }) {
  return names.map((name, k) => (
    <Fragment key={name}>
      {k > 0 && ' '}
      <kbd>{name}</kbd>
    </Fragment>
  ));
}
