// The explorer's client: one for each language, because answers are kept by question, not by language.

import type { Client } from '@urql/core';
import { sabhaClient } from 'sabha-client';
import type { Language } from './language/index.tsx';

const clients = new Map<Language, Client>();

export function clientOf(language: Language): Client {
  const client = clients.get(language) ?? sabhaClient({ language });
  clients.set(language, client);
  return client;
}
