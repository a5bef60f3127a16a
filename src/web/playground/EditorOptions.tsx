import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Fits the editors to their columns: lines wrap, and those of the examples rarely have to. */
export function EditorOptions() {
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  const response = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    for (const editor of [query, variables, response]) {
      editor?.updateOptions({ fontSize: 13, wordWrap: 'on', wrappingIndent: 'same' });
    }
  }, [query, variables, response]);
  return null;
}
