// A crowd beside the demo organisation's people: so many people of fourteen a team, all on the open map, so many ties.
// Written past the service, which goes on serving: SQLite's lock keeps the two apart.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const SQL = `
import random, sqlite3, sys
path, people, ties = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
db = sqlite3.connect(path, timeout=30)
mix = lambda n: (n * 2654435761 + 40503) % 4294967296
key = lambda kind, n: bytes.fromhex('0190%04x0000700080%02x%012x' % (n % 65536, kind, mix(n) * 65536 + n % 65536))
made = '2026-01-01T00:00:00Z'
teams = max(1, people // 14)
db.executemany('insert into teams (id, name, created_at) values (?, ?, ?)', [(key(1, n), 'Crew %03d' % n, made) for n in range(teams)])
# Some teams are large and most are small, as they are.
team = lambda n: int(teams * ((mix(n) / 4294967296.0) ** 1.6))
db.executemany("""insert into persons (id, email, name, search, team_id, zone, state, language, by_hand, created_at, updated_at)
  values (?, ?, ?, ?, ?, 'Europe/Berlin', 'active', 'en', 0, ?, ?)""",
  [(key(2, n), 'c%d@crowd.example' % n, 'Crowd %05d' % n, 'crowd %05d' % n, key(1, team(n)), made, made) for n in range(people)])
db.execute("""insert into profiles (person_id, about, topics, speaks, place, hours, calendar, on_map, updated_at)
  select p.id, '', f.topics, f.speaks, f.place, f.hours, f.calendar, 1, f.updated_at
  from persons p, (select * from profiles limit 1) f where p.email like '%@crowd.example'""")
chance, pairs = random.Random(7), set()
while len(pairs) < ties:
    pairs.add(tuple(sorted(key(2, n) for n in chance.sample(range(people), 2))))
db.executemany("""insert into ties (a_id, b_id, source, first_on, last_on, times, state, updated_at)
  values (?, ?, 'coffee', '2025-11-01', '2025-11-01', 1, 'met', ?)""", [(a, b, made) for a, b in pairs])
db.commit()
`

export function crowd(dir, people, ties) {
  execFileSync('python3', ['-c', SQL, join(dir, 'weft.db'), String(people), String(ties)], { stdio: 'inherit' })
}
