import { migrateDatabase } from '@/lib/db/migrate';
import { runCommand } from './run-command';

runCommand(async () => {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('Set DATABASE_URL to the database to migrate.');
  await migrateDatabase(url);
  console.log('The database has the newest schema.');
  return 0;
});
