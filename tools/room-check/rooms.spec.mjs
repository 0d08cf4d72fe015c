import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { changedIn, furnish, insert, straysOf } from './copy.mjs';
import { rooms } from './rooms.mjs';

const root = path.resolve(import.meta.dirname, '../..');

describe('A made-up feature', () => {
  let copy;

  beforeEach(() => {
    copy = fs.mkdtempSync(path.join(os.tmpdir(), 'rooms-'));
  });

  afterEach(() => fs.rmSync(copy, { recursive: true }));

  const copied = (file) => {
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(copy, file));
  };

  it.each(rooms)('finds the lines beside which it is written: $name', (room) => {
    for (const { into } of room.insertions) copied(into);
    expect(() => furnish(copy, room)).not.toThrow();
    for (const file of Object.keys(room.files)) expect(fs.existsSync(path.join(copy, file))).toBe(true);
  });

  it.each(rooms)('changes nothing but its own folder, content and migrations: $name', (room) => {
    expect(straysOf(room)).toEqual([]);
  });

  it('is told of what lies elsewhere', () => {
    const stray = 'libs/organisation/src/retention/retention.module.ts';
    const room = { ...rooms[0], insertions: [{ into: stray, after: '', lines: [] }] };
    expect(straysOf(room)).toEqual([stray]);
  });

  it('says where its lines no longer go', () => {
    const room = {
      name: 'A made-up room',
      files: {},
      insertions: [{ into: 'one.ts', after: 'a', lines: ['b'] }],
    };
    expect(() => furnish(copy, room)).toThrow(/^A made-up room: there is no one\.ts any more\. Say in tools/);
    fs.writeFileSync(path.join(copy, 'one.ts'), 'c\n');
    expect(() => furnish(copy, room)).toThrow(
      'A made-up room: one.ts has 0 lines `a` instead of one. Say in tools/room-check/rooms.mjs where its lines go now.',
    );
  });

  it('takes no file for its own that is there already', () => {
    const file = Object.keys(rooms[0].files)[0];
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    fs.writeFileSync(path.join(copy, file), '');
    expect(() => furnish(copy, rooms[0])).toThrow(`${file} is there already`);
  });
});

describe('Lines', () => {
  it('go after or before one that stands there once', () => {
    expect(insert('a\nb\nc', { after: 'b', lines: ['x', 'y'] })).toBe('a\nb\nx\ny\nc');
    expect(insert('a\nb\nc', { before: 'b', lines: ['x'] })).toBe('a\nx\nb\nc');
    expect(() => insert('a\nb\na', { after: 'a', lines: ['x'] })).toThrow('has 2 lines `a` instead of one.');
  });
});

describe('What a copy has changed', () => {
  it('is found by comparison: written, new and gone', () => {
    const [source, copy] = ['source', 'copy'].map((name) => fs.mkdtempSync(path.join(os.tmpdir(), name)));
    try {
      const write = (folder, texts) => {
        for (const [name, text] of Object.entries(texts)) fs.writeFileSync(path.join(folder, name), text);
      };
      write(source, { same: '1', written: '1', gone: '1' });
      write(copy, { same: '1', written: '2', added: '1' });
      expect(changedIn(copy, source, { tracked: ['same', 'written', 'gone'] })).toEqual([
        'added',
        'gone',
        'written',
      ]);
    } finally {
      for (const folder of [source, copy]) fs.rmSync(folder, { recursive: true });
    }
  });
});
