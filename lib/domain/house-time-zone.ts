/** The clock of what belongs to no event. */
export const HOUSE_TIME_ZONE = 'Asia/Tokyo';
