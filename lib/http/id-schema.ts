import { z } from 'zod';

/** Our ids and slugs as they arrive from outside: nothing else reaches a query (PostgreSQL refuses NUL, for one). */
export const idSchema = z.string().regex(/^[\w-]{1,100}$/);
