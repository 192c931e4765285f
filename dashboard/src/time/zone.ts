import { storedChoice } from '@/preferences/stored-choice';

/** Whether absolute times are shown in the browser's zone or in UTC. */
export const zoneChoice = storedChoice('relay.zone', ['local', 'utc'], 'local');
