import { createContext, useContext } from 'react';

export interface CommandsContextValue {
  showPalette: () => void;
  showShortcuts: () => void;
}

export const CommandsContext = createContext<CommandsContextValue>({
  showPalette: () => undefined,
  showShortcuts: () => undefined,
});

export function useCommands(): CommandsContextValue {
  return useContext(CommandsContext);
}
