import type { Category, Subcategory } from './taxonomy.js';

/** One kind of problem people write in about. `{charger}`, `{car}`, `{city}` and `{name}` are filled in. */
export interface Scenario {
  readonly category: Category;
  readonly subcategory: Subcategory;
  readonly subject: string;
  readonly request: string;
  readonly followUps: readonly string[];
  readonly answers: readonly string[];
  readonly summary: string;
}

const offline: Scenario = {
  category: 'CHARGER',
  subcategory: 'OFFLINE',
  subject: 'Charger went offline',
  request:
    'Hi, my {charger} has shown as offline in the app since last night and the car did not charge. The lights on the unit are solid green and the Wi-Fi in {city} works for everything else. {name}',
  followUps: [
    'I power-cycled it at the breaker and waited ten minutes, still offline.',
    'It came back for an hour and dropped off again around 23:40.',
    'Reconnected after I moved the router. Thank you!',
  ],
  answers: [
    'Thanks for getting in touch. Please switch the charger off at the isolator for 30 seconds, then on again, and let us know whether the light turns blue.',
    'We can see that the charger last reached us over OCPP yesterday evening. Could you check that port 443 is open on your router?',
    'The charger is online again on our side. Tonight’s schedule has been sent to it.',
  ],
  summary: 'Charger lost its connection; restart and network checks were suggested.',
};

const notDetected: Scenario = {
  category: 'CHARGING_SESSION',
  subcategory: 'UNABLE_TO_DETECT_CAR_PLUGGED_IN',
  subject: 'App says my {car} is not plugged in',
  request:
    'The cable is in and the car itself says "charging scheduled", but the app insists that the {car} is unplugged. It has been like this since Sunday. Is there anything I can do?',
  followUps: [
    'Unplugged and plugged in again three times, no change.',
    'Battery is at 22 % and I need it for work tomorrow.',
  ],
  answers: [
    'Sorry about that. The manufacturer’s service reported a delay in vehicle data; please wake the car with its own app and wait five minutes.',
    'We refreshed the connection to your vehicle. It now reports as plugged in at home.',
  ],
  summary: 'Plugged-in state of the vehicle was stale because of delayed telematics.',
};

const missedReadyBy: Scenario = {
  category: 'CHARGING_SESSION',
  subcategory: 'INCOMPLETE_CHARGE',
  subject: 'Only 61% at ready-by time ⚡',
  request:
    'I set ready-by to 07:00 with a target of 80 %, and the {car} was at 61 % when I left. It was plugged in at 18:15 so there was plenty of time. Why did it stop at 03:30?',
  followUps: ['The same happened again last night: 64 %.', 'Charger is set to 32 A, I checked with the installer.'],
  answers: [
    'The session stopped because the car reported a full battery limit of 60 % in its own settings. Could you raise that limit and try again?',
    'We recalculated the plan with your real charge rate of 6.8 kW; tonight it will start earlier.',
  ],
  summary: 'Session ended below the target; a charge limit in the car was the likely cause.',
};

const crash: Scenario = {
  category: 'MOBILE_APP',
  subcategory: 'APP_CRASH_FREEZE',
  subject: 'App closes as soon as I open the Smart tab',
  request:
    'Since the last update the app crashes whenever I open the Smart tab. Pixel 8, Android 15. Reinstalling did not help. Best wishes, {name}',
  followUps: ['Version is 2.71.0 and yes, notifications are allowed.', 'The new version works, many thanks 🙏'],
  answers: [
    'Thank you for the report. Could you tell us the app version shown under Account > About?',
    'A fix is part of version 2.71.2, which is being rolled out this week.',
  ],
  summary: 'Crash on the Smart tab after an update; fixed in a later release.',
};

const telematics: Scenario = {
  category: 'VEHICLE',
  subcategory: 'TELEMATICS_ISSUE',
  subject: '{car} asks to reconnect every day',
  request:
    'Every morning I get "please reconnect your vehicle". I log in with the manufacturer account, it works for a day, and then it asks again. Can this be fixed for good?',
  followUps: ['I did change my password last week, might that be it?', 'No more prompts since Monday.'],
  answers: [
    'The manufacturer ends third-party sessions when a password changes. Please remove the vehicle and add it again once.',
    'We see a stable connection for the past 48 hours. We will keep the ticket open until Friday.',
  ],
  summary: 'Repeated vehicle reauthentication after a password change.',
};

const tariff: Scenario = {
  category: 'ACCOUNT',
  subcategory: 'TARIFF_IS_OUTDATED_INCORRECT',
  subject: 'Wrong off-peak hours on my tariff',
  request:
    'My supplier moved off-peak to 00:30–05:30 in spring but the app still shows 23:30–04:30, so an hour each night is charged at 29p instead of £0.075 per kWh. Please correct it for {city}.',
  followUps: ['Attached is the letter from the supplier.', 'Will last month be recalculated as well?'],
  answers: [
    'Thank you, we have passed the new hours to our tariff team. Changes usually appear within two working days.',
    'The tariff has been updated, and sessions since 1 April were recalculated.',
  ],
  summary: 'Off-peak hours of the tariff were out of date and have been corrected.',
};

const rewards: Scenario = {
  category: 'ACCOUNT',
  subcategory: 'REWARDS',
  subject: 'Rewards for March are missing',
  request:
    'I charged smart on 19 nights in March, but the rewards page shows 0 points. My neighbour with the same utility has hers. Could somebody have a look? Regards, {name}',
  followUps: ['Still nothing today.', 'They have arrived now, thanks for sorting it out.'],
  answers: [
    'Rewards are added on the tenth working day of the following month. We will check yours by hand.',
    'Nineteen qualifying sessions have been added to your balance.',
  ],
  summary: 'Missing monthly rewards were added by hand.',
};

const solar: Scenario = {
  category: 'SOLAR',
  subcategory: 'SOLAR_CHARGING_CONFUSION',
  subject: 'Solar charging takes power from the grid',
  request:
    'With solar charging on, the {car} still pulled 4 kWh from the grid on a cloudy afternoon. I expected it to wait for the sun ☀️. Is there a minimum export before it starts?',
  followUps: ['The inverter is a 5 kW hybrid with a battery.', 'That makes sense, thanks for explaining.'],
  answers: [
    'Charging needs at least 1.4 kW, so the difference comes from the grid when a cloud passes. You can raise the threshold under Solar > Advanced.',
    'We have added a note about this to our help centre.',
  ],
  summary: 'Explained the minimum charge rate of solar charging.',
};

const hardware: Scenario = {
  category: 'CHARGER',
  subcategory: 'HARDWARE_ISSUE',
  subject: 'Red light and clicking noise from {charger}',
  request:
    'The {charger} at our house in {city} shows a red light, clicks every few seconds and will not start. It rained heavily on Thursday. Is it safe to keep it switched on?',
  followUps: [
    'The installer says that the warranty covers it. Can you confirm?',
    'An engineer came today and replaced the contactor.',
  ],
  answers: [
    'Please switch the charger off at the isolator and do not use it until an engineer has seen it.',
    'We have asked the manufacturer to call you and quoted your serial number.',
  ],
  summary: 'Possible water damage; charger switched off and an engineer arranged.',
};

const password: Scenario = {
  category: 'ACCOUNT',
  subcategory: 'PASSWORD',
  subject: 'Password reset e-mail never arrives',
  request:
    'I have asked for a password reset four times and nothing arrives, not even in spam. I can still see the charger in the old tablet app but cannot log in on my new phone.',
  followUps: ['It was the work address, sorry!'],
  answers: [
    'The account is registered with a different address. Could you check whether you signed up with a work e-mail?',
  ],
  summary: 'Customer signed up with another address.',
};

const french: Scenario = {
  category: 'USABILITY_UX',
  subcategory: 'SMART_CHARGING_CONFUSION',
  subject: 'Recharge différée à {city} : que signifie « boost » ?',
  request:
    'Bonjour, je ne comprends pas la différence entre « boost » et la recharge intelligente. Hier, ma {car} s’est arrêtée à 45 % après le boost. Merci d’avance, {name}',
  followUps: ['Merci, c’est clair maintenant.'],
  answers: [
    'Bonjour, le boost charge tout de suite et jusqu’à la limite du véhicule ; la recharge intelligente attend les heures creuses.',
  ],
  summary: 'Customer asked what "boost" means (in French).',
};

const japanese: Scenario = {
  category: 'MOBILE_APP',
  subcategory: 'LOCALISATION',
  subject: '日本語表示について (Japanese labels cut off)',
  request:
    'The Japanese labels on the home screen are cut off: 充電スケジュール is shown as 充電スケ…. Screenshot available on request.',
  followUps: ['iPhone 15, text size is the default one.'],
  answers: ['Thank you, the translation team will shorten the label in the next release.'],
  summary: 'Truncated Japanese labels were reported to the translation team.',
};

const spam: Scenario = {
  category: 'OTHER',
  subcategory: 'SPAM',
  subject: 'RE: <b>Increase</b> your web traffic & leads!!',
  request:
    '<p>Dear owner,</p><p>we offer <a href="https://seo.example">ranking</a> from $99.</p><script>alert("hello")</script>',
  followUps: ['Just following up on my last e-mail.'],
  answers: ['Closed as spam.'],
  summary: 'Unsolicited advertising.',
};

/** Everything people write in about, most common first. */
export const scenarios: readonly Scenario[] = [
  offline,
  notDetected,
  missedReadyBy,
  crash,
  telematics,
  tariff,
  rewards,
  solar,
  hardware,
  password,
  french,
  japanese,
  spam,
];
