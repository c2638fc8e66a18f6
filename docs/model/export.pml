/*
 * The export as built, for spin: the same protocol as packages/proof/src/model, written a second time.
 *
 * W workers may begin at any time, pause between any two steps and die at any of them; K requests are on their way at once,
 * and each takes effect or is lost at any later time, whether or not its sender still waits. No lease: the worst of leases is
 * one that lapses at every step. README.md names the line of code of each step.
 *
 * -D switches: how much there is (W, R, K, B), what may go wrong and how often (POISON, EDITS, LATE: bit masks; REVOKES, SPUR,
 * SUSP, RELINKS, RESTORES, STRANGERS, PRUNE, AHEAD), a world in which used ids are accepted (USED_ACCEPTED), CALM (faults end
 * at some time), and one name of an ablation, the same as the explorer's.
 */
#ifndef W
#define W 2            /* workers */
#endif
#ifndef R
#define R 2            /* records */
#endif
#ifndef K
#define K 2            /* requests on their way */
#endif
#ifndef B
#define B 6            /* numbers of the sequence */
#endif
#ifndef POISON
#define POISON 0
#endif
#ifndef EDITS
#define EDITS 0
#endif
#ifndef LATE
#define LATE 0
#endif
#ifndef REVOKES
#define REVOKES 0
#endif
#ifndef SPUR
#define SPUR 0
#endif
#ifndef SUSP
#define SUSP 0
#endif
#ifndef RELINKS
#define RELINKS 0
#endif
#ifndef RESTORES
#define RESTORES 0
#endif
#ifndef STRANGERS
#define STRANGERS 0
#endif
#ifndef PRUNE
#define PRUNE 0
#endif
#ifndef AHEAD
#define AHEAD 0
#endif
#define ALL ((1<<R)-1)
#define MAX_ROWS 2

#if RELINKS > 0
#define S 2            /* sheets */
#else
#define S 1
#endif
#if STRANGERS > 0
#define BASES 3        /* ids that a batch's receipt can have */
#else
#define BASES 1
#endif

/* what stands under an id */
#define NONE 0
#define ROWS 1
#define VOID 2
#define STRANGER 3
/* where a batch stands */
#define PLANNED 1
#define APPLIED 2
#define CONFIRMED 3
#define VOIDED 4
#define ORPHAN 5
/* why it is given up */
#define NOT 0
#define CONTENT 1
#define RELINKED 2
#define UNANSWERED 3
/* what a request asks for, what it is answered */
#define ASK_ROWS 1
#define ASK_VOID 2
#define ASK_APPEND 3
#define OK 1
#define IN_USE 2
#define REFUSED 3
#define DENIED 4
#define LOST 5

/* ---- the ledger; each transaction is one atomic step ---- */
byte open = 0, seq = 1, limit = MAX_ROWS, suspects = 0;
byte exported = 0, aside = 0;
byte sheet = 0, lnk = 0, grant = 1;
bool inError = false;
byte bstate[B+1], brecs[B+1], bsheet[B+1], bwhy[B+1], bbase[B+1], brev[B+1];
byte orphans[S];
/* ---- the records ---- */
byte approved = (ALL & ~LATE);
byte rev = 0, asideRev = 0, exportedRev = 0;
/* ---- the sheets ---- */
byte mark[S*(B+1)*BASES];
byte rows[S*R];
byte ever[S], written[S];
byte valid = 1;
#if RESTORES > 0
byte oldMark[(B+1)*BASES];
byte oldRows[R];
bool saved = false;
#endif
/* ---- the requests ---- */
byte nk[K], nb[K], nx[K], ng[K], nfrom[K];
byte waiting[W], answer[W];
/* ---- the workers ---- */
byte wb[W];            /* the batch in each one's hands */
/* ---- how often things have happened ---- */
byte revokes = 0, spur = 0, susp = 0, restored = 0, strangers = 0;

#ifdef CALM
bool storm = true;
#else
#define storm true
#endif

#define MARK(s, b, x) mark[((s)*(B+1)+(b))*BASES+(x)]
#ifdef ASIDE_FOR_EVER
#define HELD_BACK (aside & ALL)
#else
#define HELD_BACK (aside & ~(asideRev ^ rev) & ALL)
#endif
#define BACKLOG (approved & ~(exported | HELD_BACK))
#define ALONE(b) ((brecs[b] & (brecs[b]-1)) == 0)
#ifdef NO_ORPHANS
#define ORPHANS_HERE 0
#else
#define ORPHANS_HERE (orphans[sheet])
#endif
#define DONE (lnk != 0 && ((exported | HELD_BACK) & ALL) == ALL && open == 0 && !inError && ORPHANS_HERE == 0)
/* I8: somebody refused it as it is, unless refusals came without reason */
#define REFUSED_AS_IS(recs) (spur + susp > 0 || ((recs) & HELD_BACK & (~POISON | rev) & ALL) == 0)
#define NOT_ASIDE(recs) (S > 1 || RESTORES > 0 || ((recs) & HELD_BACK) == 0)

inline insert(sh, recs, revs) {
  for (ri : 0 .. R-1) {
    if
    :: (recs) & (1<<ri) -> rows[(sh)*R+ri]++; assert(rows[(sh)*R+ri] == 1)                                       /* I1 */
    :: else
    fi
  }
  ri = 0;
  assert(NOT_ASIDE(recs));                                                                                   /* I8 */
  ever[sh] = ever[sh] | (recs);
  written[sh] = (written[sh] & ~(recs)) | ((revs) & (recs))
}

inline reply(code) {
  if
  :: waiting[nfrom[i]] == i+1 -> answer[nfrom[i]] = code; waiting[nfrom[i]] = 0
  :: else
  fi;
  nk[i] = 0; nb[i] = 0; nx[i] = 0; ng[i] = 0; nfrom[i] = 0
}

/* One connection: what is in it is served, or lost, at any later time. */
proctype Slot(byte i) {
  byte ri, b, s, x;
end:
  do
  :: atomic { nk[i] != 0 && storm -> reply(LOST) }
  :: atomic { nk[i] != 0 && ng[i] != valid -> reply(DENIED) }
  :: atomic { nk[i] == ASK_APPEND && ng[i] == valid ->
       if
       :: (nx[i] & POISON) != 0 -> reply(REFUSED)
       :: else -> insert(0, nx[i], 0); reply(OK)
       fi }
  :: atomic { (nk[i] == ASK_ROWS || nk[i] == ASK_VOID) && ng[i] == valid ->
       b = nb[i]; s = bsheet[b]; x = nx[i];
       if
#ifndef USED_ACCEPTED
       :: MARK(s,b,x) != NONE -> reply(IN_USE)
       :: MARK(s,b,x) == NONE && nk[i] == ASK_VOID -> MARK(s,b,x) = VOID; reply(OK)
       :: MARK(s,b,x) == NONE && nk[i] == ASK_ROWS ->
#else
       :: nk[i] == ASK_VOID -> MARK(s,b,x) = VOID; reply(OK)
       :: nk[i] == ASK_ROWS ->
#endif
          if
          :: (brecs[b] & POISON & ~brev[b]) != 0 -> reply(REFUSED)
          :: (brecs[b] & POISON & ~brev[b]) == 0 ->
             insert(s, brecs[b], brev[b]);
#ifndef NO_RECEIPT
             MARK(s,b,x) = ROWS;
#endif
             reply(OK)
#ifdef NO_ATOMICITY
          :: (brecs[b] & POISON & ~brev[b]) == 0 -> insert(s, brecs[b], brev[b]); reply(LOST)
#endif
          :: (brecs[b] & POISON & ~brev[b]) == 0 && storm && spur < SPUR -> spur++; reply(REFUSED)
          fi
       fi;
       b = 0; s = 0; x = 0 }
  od
}

/* NO_RETRY: who finds no receipt leaves the batch to others, for ever */
#ifdef NO_RETRY
#define MAY_WAIT true
#else
#define MAY_WAIT storm
#endif
#define HERE (wb[id])
#define CLEAR waiting[id] = 0; answer[id] = 0; wb[id] = 0; base = 0; why = 0; rd = 0; rdrev = 0; rfor = 0; wl = 0
/* ends a run, dead or alive; there is no lease to give back */
#define END CLEAR; g = 0; goto begin
#define DIE :: atomic { storm -> END }
/* what is known of a batch is no good any more */
#define AGAIN CLEAR; goto reload

inline send(kind, xx) {
  k = 0;
  do
  :: k < K && nk[k] != 0 -> k++
  :: else -> break
  od;
  if
  :: k < K -> nk[k] = kind; nb[k] = HERE; nx[k] = xx; ng[k] = g; nfrom[k] = id; waiting[id] = k+1; answer[id] = 0; k = 0
  :: else -> k = 0; END
  fi
}

/* what a worker sends, and under which id, is what the ledger says now */
inline noting() {
  if
#ifndef NO_OPEN_CHECK
  :: open != HERE -> AGAIN
#endif
#ifdef NO_OPEN_CHECK
  :: bstate[HERE] == APPLIED -> goto marking
#else
  :: open == HERE && bstate[HERE] == APPLIED -> goto marking
#endif
  :: else -> base = bbase[HERE]; why = bwhy[HERE]
  fi;
  if
  :: why == NOT -> goto sending
#ifdef NO_VOID
  :: else -> goto judge
#else
  :: else -> goto sendvoid
#endif
  fi
}

#ifdef NO_OPEN_CHECK
#define OPEN_NOW 0
#define IS_OPEN(st) (bstate[HERE] == st)
#elif defined(READ_WHILE_OPEN)
#define OPEN_NOW 0
#define IS_OPEN(st) (open == HERE && bstate[HERE] == st)
#else
#define OPEN_NOW open
#define IS_OPEN(st) (open == HERE && bstate[HERE] == st)
#endif

/* goes on with the ledger as it is in this very step */
inline goingOn(keeps) {
  if
#if defined(STALE_AHEAD)
  :: OPEN_NOW == 0 && rd != 0 -> wb[id] = 0; base = 0; why = 0; rfor = seq; wl = lnk; goto plan
#else
  :: OPEN_NOW == 0 && keeps && rd != 0 && rfor == seq && wl == lnk -> wb[id] = 0; base = 0; why = 0; goto plan
#endif
  :: else -> skip
  fi;
  CLEAR;
  if
  :: OPEN_NOW != 0 -> wb[id] = open; base = bbase[open]; goto look
  :: else -> rfor = seq; wl = lnk; goto read
  fi
}

/* makes the first orphan of the sheet the open batch again */
inline adopt() {
  for (n : 1 .. B) {
    if
    :: open == 0 && bstate[n] == ORPHAN && bsheet[n] == sheet ->
       open = n; bstate[n] = PLANNED; bwhy[n] = RELINKED; orphans[sheet]--
    :: else
    fi
  }
  n = 0;
#ifndef FREE_ADOPTION
  seq++
#else
  skip
#endif
}

proctype Worker(byte id) {
  byte base, why, rd, rdrev, rfor, wl, g;
  byte r, n, k, own;
begin:
end:
  atomic {
#ifdef NO_OPEN_CHECK
    lnk != 0 && BACKLOG != 0;
#else
    lnk != 0 && (open != 0 || ORPHANS_HERE != 0 || BACKLOG != 0);
#endif
    g = grant;
#if !defined(NO_OPEN_CHECK) && !defined(NAIVE)
    if
    :: open == 0 && ORPHANS_HERE != 0 -> adopt()
    :: else
    fi;
    if
    :: open != 0 -> wb[id] = open; base = bbase[open]; goto look
    :: else
    fi;
#endif
    rfor = seq; wl = lnk
  }
read:
  if
  DIE
  :: atomic { true ->
       rd = BACKLOG & ALL; rdrev = rev & rd;
       if
       :: rd == 0 -> END
       :: else
       fi;
#ifdef NAIVE
       goto sending
#endif
     }
  fi;
plan:
  if
  DIE
  :: atomic { true ->
       if
#ifndef NO_OPEN_CHECK
       :: open != 0 -> AGAIN
#endif
#ifndef STALE_PLAN
       :: rfor != seq -> AGAIN
#endif
       :: wl != lnk -> AGAIN
       :: else
       fi;
       if
       :: inError -> END
       :: seq > B -> END
       :: seq <= B -> skip        /* also in spite of the error: the run may have begun so */
       fi;
       if
       :: ORPHANS_HERE != 0 -> adopt(); AGAIN
       :: else
       fi;
       own = 0;
       for (r : 0 .. R-1) {
         if
         :: n < limit && (rd & (1<<r)) -> own = own | (1<<r); n++
         :: else
         fi
       }
       r = 0; n = 0;
       wb[id] = seq; base = 0; why = NOT;
       bstate[seq] = PLANNED; brecs[seq] = own; brev[seq] = rdrev & own; bsheet[seq] = sheet; open = seq; seq++;
       /* what was read behind these rows is as good for the sequence after this batch */
       if
       :: AHEAD && (rd & ~own) != 0 -> rd = rd & ~own; rdrev = rdrev & rd; rfor = seq
       :: else -> rd = 0; rdrev = 0; rfor = 0; wl = 0
       fi;
       own = 0;
#ifdef MARK_FIRST
       goto marking
#else
       goto sending
#endif
     }
  fi;
reload:
  if
  DIE
  :: atomic { true -> goingOn(false) }
  fi;
look:
  if
  DIE
  :: atomic { MARK(bsheet[HERE],HERE,base) == ROWS -> goto apply }
  :: atomic { MARK(bsheet[HERE],HERE,base) == VOID -> goto judge }
  /* no receipt, and a request may still be under way: a later run goes on */
  :: atomic { MARK(bsheet[HERE],HERE,base) != ROWS && MARK(bsheet[HERE],HERE,base) != VOID && MAY_WAIT -> END }
#if defined(SEARCH_FIRST)
  :: atomic { MARK(bsheet[HERE],HERE,base) == NONE -> skip }
#elif !defined(NO_RETRY)
  :: true -> skip
#endif
  fi;
note:
  if
  DIE
  :: atomic { true -> noting() }
  fi;
sending:
  if
  DIE
#ifdef NAIVE
  :: atomic { true -> send(ASK_APPEND, rd) }
#else
  :: atomic { true -> send(ASK_ROWS, base) }
#endif
  fi;
  if
  DIE
#ifdef NAIVE
  :: atomic { answer[id] == OK -> goto marking }
  :: atomic { answer[id] == REFUSED || answer[id] == LOST || answer[id] == DENIED -> END }
#else
  :: atomic { answer[id] == OK -> answer[id] = 0; goto apply }
#ifdef USED_IS_OK
  :: atomic { answer[id] == IN_USE -> answer[id] = 0; goto apply }
#else
  :: atomic { answer[id] == IN_USE -> answer[id] = 0; goto receipt }
#endif
  :: atomic { answer[id] == REFUSED -> answer[id] = 0 }
  :: atomic { answer[id] == DENIED -> answer[id] = 0; goto flag }
  :: atomic { answer[id] == LOST -> END }
  /* it tells nothing, again and again: a batch of many is given up for its size, one alone gets its void receipt at once */
  :: atomic { storm && susp < SUSP && (answer[id] == 0 || answer[id] == LOST) ->
       susp++;
       if
       :: ALONE(HERE) -> waiting[id] = 0; answer[id] = 0; goto sendvoid
       :: else ->
          if
          :: IS_OPEN(PLANNED) && bwhy[HERE] == NOT -> bwhy[HERE] = UNANSWERED
          :: else
          fi;
          END
       fi }
#endif
  fi;
  /* refused in other words: the receipt decides, and only where there is none the refusal counts */
  if
  DIE
  :: atomic { MARK(bsheet[HERE],HERE,base) == ROWS -> goto apply }
  :: atomic { MARK(bsheet[HERE],HERE,base) == VOID -> goto judge }
  :: atomic { MARK(bsheet[HERE],HERE,base) == STRANGER -> goto move }
  :: atomic { MARK(bsheet[HERE],HERE,base) == NONE -> skip }
  fi;
giveup:
  if
  DIE
  :: atomic { true ->
       if
       :: IS_OPEN(PLANNED) ->
          if
          :: bwhy[HERE] == NOT -> bwhy[HERE] = CONTENT
          :: else
          fi;
          why = bwhy[HERE]
       :: IS_OPEN(APPLIED) -> goto marking
       :: else -> AGAIN
       fi;
#ifdef NO_VOID
       goto judge
#endif
     }
  fi;
sendvoid:
  if
  DIE
  :: atomic { true -> send(ASK_VOID, base) }
  fi;
  if
  DIE
  :: atomic { answer[id] == OK -> answer[id] = 0; goto judge }
  :: atomic { answer[id] == IN_USE -> answer[id] = 0 }
  :: atomic { answer[id] == DENIED -> answer[id] = 0; goto flag }
  :: atomic { answer[id] == LOST -> END }
  fi;
receipt:
  if
  DIE
  :: atomic { MARK(bsheet[HERE],HERE,base) == ROWS -> goto apply }
  :: atomic { MARK(bsheet[HERE],HERE,base) == VOID -> goto judge }
  :: atomic { MARK(bsheet[HERE],HERE,base) == STRANGER -> goto move }
  :: atomic { MARK(bsheet[HERE],HERE,base) == NONE -> END }
  fi;
move:
  if
  DIE
  :: atomic { true ->
       if
       :: IS_OPEN(PLANNED) ->
#ifdef BLIND_MOVE
          if :: bbase[HERE] < BASES-1 -> bbase[HERE]++ :: else fi;
#else
          if :: bbase[HERE] == base && base < BASES-1 -> bbase[HERE]++ :: else fi;
#endif
          noting()
       :: IS_OPEN(APPLIED) -> goto marking
       :: else -> AGAIN
       fi }
  fi;
apply:
  if
  DIE
  :: atomic { true ->
       if
#ifdef BLIND_APPLY
       :: open != 0 && bstate[open] == PLANNED -> bstate[open] = APPLIED; goto marking
#else
       :: IS_OPEN(PLANNED) -> bstate[HERE] = APPLIED; goto marking
#endif
       :: IS_OPEN(APPLIED) -> goto marking
       :: else -> AGAIN
       fi }
  fi;
marking:
  do
  DIE
  :: atomic { true ->
#ifdef NAIVE
       own = rd & ~exported;
#else
       own = brecs[HERE] & ~exported;
#endif
#ifdef CONFIRM_FIRST
       if
       :: bstate[HERE] == APPLIED -> own = 0; break
       :: else
       fi;
#endif
       if
       :: own == 0 -> break
       :: else
       fi;
       own = own & (-own);
       exported = exported | own;
       aside = aside & ~own; asideRev = asideRev & ~own;
#if defined(NAIVE) || defined(MARK_NEWEST)
       exportedRev = exportedRev | (rev & own);
#else
       exportedRev = exportedRev | (brev[HERE] & own);
#endif
       /* I2: it was written, in the revision that the mark names */
       assert((ever[bsheet[HERE]] & own) != 0);
       assert((written[bsheet[HERE]] & own) == (exportedRev & own));
       own = 0 }
  od;
#ifdef NAIVE
  atomic { true -> END };
#endif
confirm:
  if
  DIE
  :: atomic { true ->
       own = 0;
       if
       :: IS_OPEN(APPLIED) ->
          own = 1;
          bstate[HERE] = CONFIRMED;
          assert(RESTORES > 0 || MARK(bsheet[HERE],HERE,bbase[HERE]) == ROWS);                       /* I6 */
          n = (ALONE(HERE) -> 1 : MAX_ROWS);
          if
          :: suspects > n -> suspects = suspects - n; limit = 1
          :: else -> suspects = 0; limit = MAX_ROWS
          fi;
          n = 0; open = 0
       :: else ->
#ifdef BLIND_CLEAR
          open = 0
#else
          skip
#endif
       fi;
#ifdef CONFIRM_FIRST
       if
       :: own == 1 -> own = 0; goto marking
       :: else -> AGAIN
       fi
#else
       if
       :: own == 1 -> own = 0; goingOn(true)
       :: else -> goingOn(false)
       fi
#endif
     }
  fi;
judge:
  if
  DIE
  :: atomic { true ->
#ifdef CLOSE_FIRST
       goto closevoid
#else
#ifdef STALE_REASON
       if :: ALONE(HERE) && why != RELINKED -> skip :: else -> goto closevoid fi
#else
       if :: open == HERE && ALONE(HERE) && bwhy[HERE] != RELINKED -> skip :: else -> goto closevoid fi
#endif
#endif
     }
  fi;
setaside:
  if
  DIE
  :: atomic { true ->
       aside = aside | brecs[HERE];
#ifdef ASIDE_NEWEST
       asideRev = (asideRev & ~brecs[HERE]) | (rev & brecs[HERE]);
#else
       asideRev = (asideRev & ~brecs[HERE]) | (brev[HERE] & brecs[HERE]);
#endif
       assert(REFUSED_AS_IS(brecs[HERE]));                                                                     /* I8 */
       assert(S > 1 || RESTORES > 0 || (HELD_BACK & brecs[HERE] & ever[0]) == 0);
#ifdef CLOSE_FIRST
       AGAIN
#endif
     }
  fi;
closevoid:
  if
  DIE
  :: atomic { true ->
       if
       :: IS_OPEN(PLANNED) ->
          assert(RESTORES > 0 || MARK(bsheet[HERE],HERE,bbase[HERE]) == VOID);                                       /* I6 */
          bstate[HERE] = VOIDED; open = 0;
          if
          :: bwhy[HERE] != RELINKED -> limit = 1
          :: else
          fi;
          if
          :: bwhy[HERE] == CONTENT || bwhy[HERE] == NOT -> suspects = (ALONE(HERE) -> 0 : MAX_ROWS)
          :: else
          fi;
#ifdef CLOSE_FIRST
          if
          :: ALONE(HERE) && bwhy[HERE] != RELINKED -> goto setaside
          :: else
          fi
#endif
       :: else
       fi;
       rd = 0;
       goingOn(false) }
  fi;
flag:
  if
  DIE
  :: atomic { true ->
#ifdef STALE_FLAG
       inError = true;
#else
       if :: g == grant -> inError = true :: else fi;
#endif
       assert(!(inError && grant == valid));                                                                  /* I7 */
       END }
  fi
}

#define IN_HAND(b) (wb[0] == b || wb[W-1] == b || wb[W/2] == b)
#define ON_ITS_WAY(b) ((nk[0] != 0 && nb[0] == b) || (nk[K-1] != 0 && nb[K-1] == b) || (nk[K/2] != 0 && nb[K/2] == b))
#ifdef EARLY_PRUNING
#define UNUSED(b) true
#else
#define UNUSED(b) (!IN_HAND(b) && !ON_ITS_WAY(b))
#endif
#define PRUNES(b) \
  :: atomic { b <= B && (bstate[b] == CONFIRMED || bstate[b] == VOIDED) && MARK(bsheet[b],b,bbase[b]) != NONE && UNUSED(b) -> \
       MARK(bsheet[b],b,bbase[b]) = NONE }

/* What people and time may do at any moment. */
proctype World() {
  byte i;
end:
  do
#if !defined(USED_ACCEPTED) || defined(NO_CANARY) || defined(SEARCH_FIRST)
  :: atomic { lnk == 0 -> lnk = 1 }
#endif
  :: atomic { storm && valid != 0 && revokes < REVOKES -> revokes++; valid = 0 }
  :: atomic { valid == 0 -> grant++; valid = grant; inError = false }
  :: atomic { approved != ALL -> approved = ALL }
#if EDITS > 0
  :: atomic { storm && (EDITS & 1 & ~rev) -> rev = rev | 1; assert(REFUSED_AS_IS(ALL)) }
  :: atomic { storm && (EDITS & 2 & ~rev) -> rev = rev | 2; assert(REFUSED_AS_IS(ALL)) }
#endif
#if RELINKS > 0
  :: atomic { storm && lnk != 0 && lnk <= RELINKS ->
       lnk++; limit = MAX_ROWS; suspects = 0;
       if
       :: open != 0 && bstate[open] == PLANNED ->
          bstate[open] = ORPHAN; bwhy[open] = RELINKED; orphans[bsheet[open]]++; open = 0
       :: else
       fi;
       sheet = 1 - sheet }
#endif
#if RESTORES > 0
  :: atomic { storm && restored < RESTORES && !saved ->
       saved = true;
       for (i : 0 .. (B+1)*BASES-1) { oldMark[i] = mark[i] }
       for (i : 0 .. R-1) { oldRows[i] = rows[i] }
       i = 0 }
  :: atomic { storm && restored < RESTORES && saved ->
       restored++;
       for (i : 0 .. (B+1)*BASES-1) { mark[i] = oldMark[i]; oldMark[i] = 0 }
       for (i : 0 .. R-1) { rows[i] = oldRows[i]; oldRows[i] = 0 }
       i = 0 }
#endif
#if STRANGERS > 0
  :: atomic { storm && strangers < STRANGERS && seq <= B && MARK(sheet,seq,0) == NONE -> strangers++; MARK(sheet,seq,0) = STRANGER }
#endif
#if PRUNE > 0
  PRUNES(1)
  PRUNES(2)
  PRUNES(3)
  PRUNES(4)
  PRUNES(5)
  PRUNES(6)
#endif
#ifdef CALM
  :: atomic { storm -> storm = false }
#endif
  od
}

init {
  byte i;
  atomic {
    for (i : 0 .. K-1) { run Slot(i) }
    for (i : 0 .. W-1) { run Worker(i) }
    run World();
    i = 0
  }
}

#ifdef CALM
/* Once faults have ended, everything gets done, in every weakly fair order, and stays done. */
ltl drains { (<> [] (!storm)) -> (<> [] (DONE)) }
#endif
