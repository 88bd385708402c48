import { openMongoPlaces } from "../support/mongo-places.ts";
import { storeContract } from "./store-contract.ts";

const places = await openMongoPlaces();
after(() => places.end());

storeContract(`MongoDB, on ${places.server}`, places);
