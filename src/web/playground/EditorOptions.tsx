import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Fits the editors to their columns by wrapping lines; those of the examples are short enough in most columns. */
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
