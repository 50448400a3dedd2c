// All matters of the demonstration year in one list.
import { living } from './matters-living.ts';
import { order } from './matters-order.ts';
import { services } from './matters-service.ts';

export const matters = [...living, ...order, ...services];
export { elsewhere } from './matters-service.ts';
