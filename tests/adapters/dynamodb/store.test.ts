/** The product's store keeps the contract, on the embedded DynamoDB over HTTP. */
import { storeContract } from '../store/contract.ts';
import { openStore } from './open-store.ts';

storeContract('the DynamoDB store', async () => (await openStore()).store);
