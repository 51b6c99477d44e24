/** Whether `next dev` serves this process; only for what React's development build itself needs. */
export const isDevelopment = process.env.NODE_ENV === 'development';
