import { describe, expect, it } from 'vitest';
import { toNotification } from '../../../src/providers/ev-energy/notification.js';

const NOTIFICATION = {
  id: 'notf1',
  category: 'ACTIONABLE',
  short_text_title: 'Check your car',
  short_text_body: 'We cannot reach it.',
  detail_page_title: 'Check your car',
  detail_page_body: 'It may be asleep.',
  external_link: 'https://help.example.test/a',
  external_button_label: 'Read more',
};

function given(rest: Record<string, unknown> = {}) {
  return { title: 'Bad', detail: 'Bad', notification: { ...NOTIFICATION, ...rest } };
}

describe('a notification', () => {
  it('is what the upstream wrote for the end user', () => {
    expect(toNotification(given())).toEqual({
      category: 'ACTIONABLE',
      title: 'Check your car',
      body: 'We cannot reach it.',
      detailTitle: 'Check your car',
      detailBody: 'It may be asleep.',
      externalLink: 'https://help.example.test/a',
      externalButtonLabel: 'Read more',
    });
  });

  it('is cut to the documented lengths, never inside a character', () => {
    const long = '😀'.repeat(5000);

    const notification = toNotification(
      given({
        category: long,
        short_text_title: long,
        short_text_body: long,
        detail_page_title: long,
        detail_page_body: long,
        external_button_label: long,
      }),
    );

    expect(notification).toEqual({
      category: '😀'.repeat(60),
      title: '😀'.repeat(33),
      body: '😀'.repeat(49),
      detailTitle: '😀'.repeat(60),
      detailBody: '😀'.repeat(2000),
      externalLink: 'https://help.example.test/a',
      externalButtonLabel: '😀'.repeat(60),
    });
  });

  it.each([
    'http://help.example.test/a',
    'javascript:alert(1)',
    'https://user:password@help.example.test/',
    `https://help.example.test/${'a'.repeat(2000)}`,
    'help.example.test',
    null,
    5,
  ])('has no link when it is %s', (external_link) => {
    expect(toNotification(given({ external_link }))?.externalLink).toBeNull();
  });

  it.each([
    undefined,
    null,
    'text',
    {},
    { notification: null },
    { notification: { category: 'RETRY' } },
    given({ short_text_title: 5 }),
  ])('is not in %j', (body) => {
    expect(toNotification(body)).toBeNull();
  });
});
