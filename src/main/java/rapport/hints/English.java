package rapport.hints;

import java.util.List;
import rapport.hints.Rule.Part;
import rapport.hints.Sign.Lacks;
import rapport.hints.Sign.Outweighs;
import rapport.hints.Sign.Repeats;
import rapport.hints.Sign.Says;

/**
 * The rules for English. What they rest on: Lewicki, Polin and Lount (2016) compared the parts of an apology, and found
 * that owning the responsibility counts most, an offer of repair second, and a request for forgiveness least; Schumann
 * (2014) found that excuses, justifications and blaming the other weaken it; Fehr and Gelfand (2010) found that whether
 * it works depends on its parts, among them empathy for what the other went through.
 */
final class English {

    private English() {}

    /** Words of apology and of thinking, which tell nothing of what was done. */
    private static final String SORRY_AND_NO_MORE = """
            i('m| am)( \\w+){0,3} sorry
            i( \\w+ly| do)? (apologi[sz]e|regret|wish|hope|feel|guess|suppose|think|understand|know|realise|realize)
            i (want|would like|wanted) to (say|apologi[sz]e)
            i owe you an apology
            (what|whatever|how|the way|anything|everything) i( \\w+ly| have| had)? (said|did|wrote|done|acted|behaved)
            if i( \\w+ly| have| had)? (offended|hurt|upset|caused|did|said|made|came)
            (inconvenience|offen[cs]e|hurt|harm|upset|distress) i (may|might) have caused
            (i|it) (may|might) have (been|seemed|come|offended|hurt|upset|caused)
            i was (just|only) \\w+ing( to \\w+)?
            i( \\w+ly)? (messed|screwed) (it |this |that |things )?up
            i (could|should|would) have (done|handled|been|acted|behaved|known)[^.!?]*? (better|differently|more \\w+)
            i( have|'ve)? made (a|some|many|several|a few)( \\w+)? mistakes?
            i (let you down|failed you)
            i was( \\w+ly| so| a bit)? (wrong|rude|unfair|unkind|unprofessional|out of line|not at my best|not myself)(?= ?([.,;!?~]|and|$))
            i (take|accept|bear)( \\w+)? responsibility
            i (own|admit|mean|get|see|said|know) (it|this|that)(?= ?([.,;!?~]|and|$))
            i( \\w+)? (did not|didn't|never) (mean|want|intend)
            i (never )?(meant|intended)
            i (ask|beg) (you )?(to|for)
            i('d| would) like to
            i (was|am|had been|have been)( \\w+ly| so| very| under)? (stressed|tired|busy|upset|angry|pressure|overworked)
            """;

    private static final Rule NOTHING_SPECIFIC = new Rule(
            new Hint(
                    "nothing-specific",
                    "Nothing specific is named. What did you do, and when?",
                    "Owning the responsibility is the part of an apology that counts most, and one can only own"
                            + " something in particular."),
            Part.OWNED,
            List.of(new Lacks(Phrases.of("""
                            i
                            i've
                            i'd
                            by me
                            (for|about) (not |never )?(?!(any|every|some|no)thing)\\w+ing
                            (was|were|been|got|be)( not| never| \\w+ly)? (?!mis)(\\w+ed|made|done|sent|lost|taken|given|left|told|kept|put|held|broken|forgotten|cut)
                            """), Phrases.of(SORRY_AND_NO_MORE + """
                            lessons (have been|were) learn(ed|t)
                            (mistakes|errors|words|things|something|everything|it|this|that|the message|(the )?feedback) (was|were|has been|have been|had been|got)( not| \\w+ly)? (made|said|done|handled|delivered|received|meant|taken|communicated|perceived|heated)
                            """))));

    private static final Rule NO_OWNER = new Rule(
            new Hint(
                    "no-owner",
                    "It is told as if nobody had done it. Who did? Say \"I\".",
                    "Responsibility is what the other listens for first; \"mistakes were made\" leaves out the one who"
                            + " made them."),
            Part.OWNED,
            List.of(
                    new Says(Phrases.of("""
                                    (was|were|been|got|gets|be|being)( not| never| also| \\w+ly)? (\\w+ed|made|said|done|sent|lost|taken|given|left|told|kept|put|held|broken|forgotten|hurt|cut|written|chosen)
                                    there (was|were|has been|have been) (a |an |some )?(\\w+ )?(misunderstandings?|confusion|miscommunication|mix-up|problems?|issues?|mistakes?|tensions?)
                                    (things|it|this|that|words|mistakes|tempers|the \\w+)( \\w+ly)? (happened|went|came|got|slipped|flared|fell)
                                    (had|has|have)( not)? come to (this|that)
                                    how (it|this|that|things|the \\w+) (went|came|turned|ended)
                                    you took (it|this|that)
                                    sorry( that)? you (were|are|felt|feel|got|had|think|thought|see|saw)
                                    (was|were|is)( \\w+)? (unfortunate|regrettable|a shame|a pity|suboptimal|not ideal|a mess|difficult)
                                    """), Phrases.NONE),
                    new Lacks(Phrases.of("""
                                    i
                                    i've
                                    i'd
                                    by me
                                    (was|is) (on )?me
                                    my (\\w+ )?(mistake|fault|doing|responsibility|failure|error|decision|comment|words|mail|joke|behaviou?r|tone|remark)
                                    (sorry|apologi[sz]e|apology|apologies) (for|about) (not |never )?(?!(any|every|some|no)thing)\\w+ing
                                    """), Phrases.of(SORRY_AND_NO_MORE))));

    private static final Rule CONDITIONAL = new Rule(
            new Hint(
                    "conditional",
                    "An \"if\" or a \"may\" leaves open whether anything happened. Can you say it without?",
                    "A conditional apology asks the other to prove the harm first, so it does not own anything."),
            Part.OWNED,
            List.of(new Says(Phrases.of("""
                            if (i|i've|you|you've|he|she|it|they|we|anyone|anybody|someone|somebody|any|that|this|what|something|anything|there|my|the|some)
                            (may|might)( \\w+ly| perhaps| well)? have
                            (perhaps|maybe) (i|it|my|you)
                            to the (extent|degree)
                            (in so far|insofar) as
                            in case (i|you|it|any|my|this|that)
                            should (my|i|it|this|that|any|anyone|anything|you|what) [^.!?]{0,40}? (have|be|feel|seem)
                            (it|that) (seems|appears|would seem)
                            (apparently|supposedly|allegedly)
                            any (\\w+ )?(inconvenience|offen[cs]e|hurt|harm|upset|distress|confusion|misunderstanding)
                            """), Phrases.of("""
                            (even|as|only) if
                            (ask|asks|asked|asking|see|know|knew|wonder|wondered|check|checked|tell me|told me|tell you|told you|knowing|asking you|asked you) if
                            """))));

    private static final Rule BUT_AFTER_APOLOGY = new Rule(
            new Hint(
                    "but-after-apology",
                    "A \"but\" follows, and takes back what was owned. Can you stop before it?",
                    "Excuses, justifications and blaming the other weaken an apology; what comes after the \"but\" is"
                            + " what is remembered."),
            Part.OWNED,
            List.of(new Says(Phrases.of("""
                            (sorry|apologi[sz]e|apologies|apology|regret)[^!?]{0,300}? (but|however|though|although|yet|nevertheless|that said|having said that|even so|still),?
                            (but|however|though|although),? ((honestly|frankly|really|sometimes|to be fair|in fairness|in my defen[cs]e|then|still),? )*(you|anyone|anybody|everyone|everybody|nobody|others|other people|it takes two|the|there|it|we|my|he|she|they)
                            but,? (to be fair|in fairness|in my defen[cs]e|honestly|frankly)
                            but i (was|am|had|have)( been)? (only|just|really|so|under|very|simply|merely|stressed|tired|busy)
                            """), Phrases.of("""
                            (nothing|anything|all|not|none|no|without|without a|any) .?but
                            (say|add|saying|adding) .?but
                            not only [^.!?]{0,150}? but
                            but (also|rather|only|not|never|instead)
                            but (i|that|this|it|we)( \\w+ly| also| still| now)? (see|saw|know|knew|understand|should|did|didn't|do not|don't|own|failed|forgot|let|ignored|went|left|kept|never|was wrong|am wrong|is no|was no|is not|isn't|was not|wasn't|could have|hurt|cost|took|made|have no|had no)
                            but (did|do|does|have|had) not
                            but (didn't|haven't)
                            but you (had to|paid|lost|were (hurt|left|the one)|felt|deserved|could not|couldn't)
                            (even though|though|although) (i|it|that|you (had )?(asked|told|warned|waited|needed|relied|counted|trusted|were|did|said))
                            (and|or|as|better) yet
                            \\w+ yet(?=[.,;!?]|$)
                            yet (again|another)
                            (have|has|had|are|is|am|was|were|do|does|you|i) (still|yet)
                            """))));

    private static final Rule EXPLAINS_MORE = new Rule(
            new Hint(
                    "explains-more-than-owns",
                    "More words go to the reasons than to what you did and what it did to them.",
                    "Reasons are heard as excuses, and excuses weaken an apology. They can wait until the other asks."),
            Part.OWNED,
            List.of(new Outweighs(Phrases.of("""
                            (?<=^|[.!?] )(the|it|there|my|our|this|these|everything|things|we|they|work|nobody) [^.!?]*? (because|since|due to|owing to|so)\\b[^.!?]*
                            (because|since|due to|owing to|on account of|the reason)[^.!?]*
                            i (was|am|had|have|had been|have been)( \\w+ly| so| very| just| also| been)* (stressed|tired|busy|overworked|slept|swamped|ill|sick|exhausted|travelling|traveling|away|abroad|on (\\w+ )?(leave|holiday|vacation)|under|overwhelmed|distracted|worried)[^.!?]*
                            (the|my|our|that|this|last) (week|day|month|quarter|morning|year|calendar|traffic|train|situation|workload) (was|had|is|has been|had been)[^.!?]*
                            (i|it) (was )?(only|just|never|not)( \\w+ing)? (meant|wanted|trying|thought|intended)[^.,!?]*
                            (?<=^|[.!?,;] )(?:(?!\\b(?:i|i'm|i've|i'd|me|you|you're|your|sorry|apologies)\\b)[^.!?,;])+
                            (it|that) was (never|not) my intention[^.!?]*
                            what you (have|need) to (understand|know)[^.!?]*
                            """), Phrases.of("""
                            because (of me|i( \\w+ly| had| just)? (forgot|forgotten|did not|didn't|ignored|chose|lied|failed|broke|wanted|meant|was careless|was wrong|was unfair|would not|put))
                            since (then|when|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|the \\w+ (of|in)|last|that|this)
                            ever since
                            """), 12)));

    private static final Rule NO_EFFECT_NAMED = new Rule(
            new Hint(
                    "no-effect-named",
                    "What did it do to the other? Say what it meant for them, as far as you know.",
                    "An apology works better when the one who was hurt sees that what they went through was"
                            + " understood."),
            Part.OWNED,
            List.of(new Lacks(Phrases.of("""
                            (you|you've)( \\w+ly| also| then| both| all)? (had to|have to|were|felt|feel|lost|could not|couldn't|can't|cannot|no longer|have not|haven't|never|went|sat|stood|gave|left|paid|spent|found|heard|learnt|got|saw|fell|slept|took the|bore|had no|hear|ended)
                            you( \\w+ly| also| then)? (?!\\w*(?:need|ask|tell)ed)\\w+ed
                            you did( not|n't) (?!hear|answer|tell|say)
                            (hurt|hurts|hurting|cost|costs|left|leaving|made|makes|making|embarrassed|humiliated|upset|shamed|angered|frightened|scared|disappointed|confused|blocked|slowed|exposed|exhausted|undermined|insulted|wounded|let|shook|burdened|deprived|robbed|silenced|worried) you
                            put you (in|on|through|under|at|down|off)
                            (took|taken|stole|stolen|walked|turned|away)( [^.!?]{0,40}?)? from you
                            you (told|gave|promised|asked) your
                            (he|she|they|people|others|everyone|everybody|nobody|customers?|clients?|the \\w+)( \\w+ly| all| then)? (\\w+ed|saw|thinks?|thought|took|told|gave|held) you
                            (hard|harder|painful|unfair|humiliating|embarrassing|slipped|difficult) (for|on|to) you
                            your (trust|team|name|work|\\w+) (was|were|suffered|had|slipped|is gone|fell)
                            (shaken|lost|broke|damaged|hurt|betrayed|abused) your (trust|confidence|plans?|reputation|standing|feelings)
                            """), Phrases.of("""
                            (even )?if [^.,!?]*
                            (while|when|after|before|as) you (were|are|had been)
                            to the (extent|degree)[^.,!?]*
                            (but|though|although|however),? ((honestly|sometimes|really|frankly|to be fair),? )*you (?!had to|paid|lost|felt|were (hurt|left))[^.!?]*
                            you (could|were|have)( not|n't)?( be| been)? (consulted|informed|asked|told|invited|included)
                            (sorry|that) you (took|felt|feel|got|were) [^.!?]*(way|it|this|that|offended|upset)
                            (after|when|before|while|as|although|though|because|that|what) you( had| have)? (asked|expected|warned|wanted|invited|insisted|needed|mentioned|promised|corrected|called|requested|deserved|offered|presented|talked)
                            you( \\w+ly)? (pushed|provoked|started|overreacted|misunderstood|reacted|expected|asked|warned|wanted)
                            """))));

    private static final Rule NO_CONCRETE_CHANGE = new Rule(
            new Hint(
                    "no-concrete-change",
                    "What exactly will be different? Name something that the other could see happen.",
                    "An offer of repair counts second only to owning it, and the other will note on three days whether"
                            + " the change held; \"better\" cannot be noted."),
            Part.CHANGE,
            List.of(new Lacks(Phrases.of("""
                            i
                            i'll
                            i've
                            i'm
                            we'll
                            we will
                            you (get|lead|have|decide|will|choose|receive|own)
                            by \\w+ing
                            (before|after|until|every|each|within|whenever|when) \\w+
                            (on|by|from|next) (\\d+|mon|tues|wednes|thurs|fri)\\w*
                            no (more )?\\w+
                            (nothing|nobody|whatever|without|unless|hands off) \\w+
                            """), Phrases.of("""
                            (i|we)('ll| will| shall| am going to| want to| hope to| intend to|'m going to)? ?((really|honestly|always|hopefully|definitely|certainly|seriously) )*(try|do (better|my best|our best|more)|make (an effort|sure (it|this|that))|hope|improve|work (harder )?on|pay (more |better )?attention|watch (my|what|how)|reflect|strive|be (a |an |so |very )?(more|better|less|nicer|kinder|there for|on (it|top)|\\w+(ful|ive|ate|ous|ent|ant|ble))|(be|stay|keep|remain|get|become)( it| this| that| things)? (calm|friendly|professional|respectful|polite|kind|nice|open|patient|positive|civil|careful|good|better)|step up|tone it down|manage to be|respect|support|value|appreciate|focus|communicate|listen (more|better)|change|learn|take (more |better )?care|show more|keep (it|this|that) in mind)((?! by \\w+ing| before| when| every| each| within| until|[.;:!?]).)*
                            and will pay [^.;:!?]*
                            (i|we) (want|wish|would like|should|need|must)[^.;:!?]*
                            (this|that|it) (won't|will not|will never|shall not)[^.;:!?]*
                            (i|we)('ll| will)? never (again|let (it|this|that))[^.;:!?]*
                            next time
                            let's [^.;:!?]*
                            (will|should) (be|get|become)[^.;:!?]*? (more|better|less|improved)[^.;:!?]*
                            """))));

    private static final Rule APOLOGISES_TOO_MUCH = new Rule(
            new Hint(
                    "apologises-too-much",
                    "Once is enough. Said again and again, it asks the other to comfort you.",
                    "It turns the reader to how you feel, away from what you own and what will change, and those two"
                            + " count most."),
            Part.BOTH,
            List.of(new Repeats(Phrases.of("""
                            sorry
                            apologi[sz]e
                            apolog(y|ies)
                            forgive me
                            i feel (so |really |just |absolutely )?(terrible|awful|horrible|sick|dreadful|ashamed)
                            i('m| am) (such )?(a|an|the) (\\w+ )?(worst|horrible|terrible|awful|bad|useless|idiot|fool|failure)
                            (can't|cannot) believe (that )?i
                            i hate myself
                            (never|can't|cannot) forgive myself
                            """), 3)));

    private static final Rule ASKS_FORGIVENESS = new Rule(
            new Hint(
                    "asks-forgiveness",
                    "This asks the other for something. Can it wait until they offer it?",
                    "Of all parts of an apology, asking for forgiveness counts least, and it puts the next move on the"
                            + " one who was hurt."),
            Part.BOTH,
            List.of(new Says(Phrases.of("""
                            forgiv(e|en|eness|ing)
                            please (do )?accept
                            (beg|ask for) your pardon
                            pardon me
                            (we|you|us|let's)( \\w+){0,3} (move|moving|get) (on|past|over)
                            (we|you|us|let's)( \\w+){0,3} (put|leave) [^.!?]{0,30}? behind
                            (we|you|us|let's)( \\w+){0,5} start (afresh|anew|fresh|over|again)
                            let's (just )?(forget|drop|leave)
                            hold (it|this|that|anything) against me
                            excuse (me|it|this|that|my)
                            (are|is|were) (we|everything) (still |all )?(good|ok|okay|cool|fine|friends)
                            (can|could|may|shall) we (please |just )?(be|still|go|get|put|start|forget|move|leave|turn|draw)
                            (draw a line|turn the page|bury the hatchet|let bygones)
                            (another|a second|one more) chance
                            clean slate
                            no hard feelings
                            (don't|do not) be (mad|angry|cross)
                            """), Phrases.of("""
                            (not|don't|never|without|nor)( \\w+){0,3} (ask|asking|expect|expecting|want|request)( \\w+){0,4} (forgive|forgiveness|forgiven)
                            (move|moving|go|get|put) (it )?on to
                            forgive myself
                            """))));

    /** In the order in which they are shown: what matters most comes first. */
    static final List<Rule> RULES = List.of(
            NOTHING_SPECIFIC,
            NO_OWNER,
            CONDITIONAL,
            BUT_AFTER_APOLOGY,
            EXPLAINS_MORE,
            NO_EFFECT_NAMED,
            NO_CONCRETE_CHANGE,
            APOLOGISES_TOO_MUCH,
            ASKS_FORGIVENESS);
}
