using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// What the words around a sign make of it: denied, long over, merely asked about, not a person's, a figure of speech.
/// Each rule works on the cues that red-flags.yaml lists, within one sentence.
/// </summary>
internal sealed partial class Reading
{
    private readonly MessageWords _words;
    private readonly bool[,] _cue;
    private readonly int[] _cueEnd;

    // A "no" that is part of a sign ("no feeling", "not breathing") denies nothing.
    private readonly bool[] _inSign;

    // What is asked is asked of somebody who has it.
    private bool _live;

    private Reading(MessageWords words)
    {
        _words = words;
        _cue = new bool[words.Count, RedFlagLexicon.FirstGroup];
        _cueEnd = new int[words.Count * RedFlagLexicon.FirstGroup];
        _inSign = new bool[words.Count];
        _function = new bool[words.Count];
        DeniedBy = new int[words.Count];
        Array.Fill(DeniedBy, -1);
        Supposed = new bool[words.Count];
        Past = new bool[words.Count];
        Figure = new bool[words.Count];
        NotHuman = new bool[words.Count];
    }

    /// <summary>Index of the "no" word that denies this word, or -1.</summary>
    public int[] DeniedBy { get; }

    /// <summary>Only asked about or supposed.</summary>
    public bool[] Supposed { get; }

    public bool[] Past { get; }

    public bool[] Figure { get; }

    public bool[] NotHuman { get; }

    /// <summary>A cue that begins at a word.</summary>
    public bool Is(Cue cue, int at) => _cue[at, (int)cue];

    public bool Any(Cue cue)
    {
        for (var i = 0; i < _words.Count; i++)
        {
            if (Is(cue, i))
            {
                return true;
            }
        }

        return false;
    }

    private bool AnyIn(Cue cue, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (Is(cue, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a message in which these signs stand.</summary>
    public static Reading Of(MessageWords words, RedFlagLexicon lexicon, List<PhraseHit> signs)
    {
        var reading = new Reading(words);
        var cues = new List<PhraseHit>();
        lexicon.Cues.Find(words.Values, words.EndsSentence, cues);
        foreach (var cue in cues)
        {
            reading.Note((Cue)cue.Mark, cue);
        }

        foreach (var sign in signs)
        {
            for (var i = sign.First; i <= sign.Last && sign.Last > sign.First; i++)
            {
                reading._inSign[i] |= words.Values[i] != "never";
            }
        }

        // "is jaw pain just stress? 58f": an age with a sex is a person.
        reading._live = reading.Any(Cue.Live) || words.Values.Any(IsAgeTag);
        for (var from = 0; from < words.Count;)
        {
            var to = from;
            while (to + 1 < words.Count && !words.EndsSentence[to])
            {
                to++;
            }

            reading.Deny(from, to);
            reading.SaidFine(from, to);
            reading.AgePast(from, to);
            reading.Suppose(from, to);
            reading.Unhuman(from, to);
            from = to + 1;
        }

        reading.AnsweredNo();
        reading.WokeAgain();
        return reading;
    }

    private int End(Cue cue, int at) => _cueEnd[(at * RedFlagLexicon.FirstGroup) + (int)cue];

    private void Note(Cue cue, PhraseHit hit)
    {
        _cue[hit.First, (int)cue] = true;
        ref var end = ref _cueEnd[(hit.First * RedFlagLexicon.FirstGroup) + (int)cue];
        end = Math.Max(end, hit.Last);
        if (cue is Cue.Figure or Cue.Function)
        {
            var marked = cue == Cue.Figure ? Figure : _function;
            for (var i = hit.First; i <= hit.Last; i++)
            {
                marked[i] = true;
            }
        }
    }

    // A new thought begins: "but my arm", "and i cant", "no wet nappy and is floppy".
    private bool Breaks(int at) =>
        Is(Cue.Break, at)
        || (_words.Values[at] is "and" or "or" && at + 1 < _words.Count && (Reports(at + 1) || Is(Cue.Now, at + 1)))
        || (_words.Values[at] is "and" && at + 1 < _words.Count && IsVerb(_words.Values[at + 1]));

    private static bool IsVerb(string word) =>
        word is "is" or "are" or "has" or "keeps" or "cant" or "wont" or "isnt" or "went" or "looks" or "feels" or "feeling";

    private bool Reports(int at) => Is(Cue.Self, at) || Is(Cue.Other, at) || IsAgeTag(_words.Values[at]);

    // "58f", "34m"
    private static bool IsAgeTag(string word) => word.Length == 3 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[1]) && word[2] is 'f' or 'm';

    private void AgePast(int from, int to)
    {
        for (var start = from; start <= to;)
        {
            var end = start;
            while (end < to && _words.Gaps[end + 1] == Gap.None && (!Breaks(end + 1) || IsReason(end + 1)))
            {
                end++;
            }

            MarkPast(from, to, start, end);
            start = end + 1;
        }
    }

    private void MarkPast(int from, int to, int start, int end)
    {
        var past = -1;
        var firstPast = -1;
        for (var i = start; i <= end; i++)
        {
            if (Is(Cue.Now, i))
            {
                return;
            }

            past = IsPast(i) || IsYear(i) || IsOlderNow(i, to) ? i : past;
            firstPast = firstPast < 0 ? past : firstPast;
        }

        if (past < 0)
        {
            return;
        }

        // A time that stands alone between commas belongs to its neighbour: "when I was a kid, I had fits",
        // but not "positive test two weeks ago, stabbing low on the right".
        var alone = end - start <= 5;
        if (alone && firstPast - start <= 2 && start == from && end < to)
        {
            var further = end + 1;
            while (further < to && _words.Gaps[further + 1] == Gap.None && !Breaks(further + 1))
            {
                further++;
            }

            end = AnyIn(Cue.Now, end + 1, further) || Breaks(end + 1) ? end : further;
        }
        else if (alone && start > from && past - start <= 3 && _words.Values[past] != "used")
        {
            while (start > from && !Breaks(start))
            {
                start--;
            }
        }

        for (var i = start; i <= end; i++)
        {
            Past[i] = true;
        }
    }

    // "had a fit at 15, nothing since", but not "feels like nothing since".
    private bool IsPast(int at) =>
        Is(Cue.Past, at) && (_words.Values[at] is not ("nothing" or "none") || _words.Gaps[at] != Gap.None || _words.Values[at - 1] is "and" or "but" or "had");

    // "had one at 2, she's 9 now"
    private bool IsOlderNow(int at, int to)
    {
        if (_words.Values[at] is not ("at" or "aged") || at + 2 > to || !IsAge(at + 1) || _words.Gaps[at + 2] == Gap.None)
        {
            return false;
        }

        for (var i = at + 2; i <= to && i <= at + 7; i++)
        {
            if (IsAge(i) && (_words.Values[i - 1] == "now" || (i < to && _words.Values[i + 1] == "now")))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAge(int at) => _words.Values[at].Length <= 2 && _words.Values[at].All(char.IsAsciiDigit);

    // "weeks ago I went to hospital because of chest pain": the reason is as old.
    private bool IsReason(int at) => _words.Values[at] is "because" or "cos" && at + 1 < _words.Count && _words.Values[at + 1] == "of";

    private bool IsYear(int at) =>
        (at == 0 || _words.Values[at - 1] != "its") && _words.Values[at] is { Length: 4 } year && year[0] is '1' or '2' && year[1] is '9' or '0' && year.All(char.IsAsciiDigit);

    // "fell off my horse", "read it on my phone": the animal or thing did not have it.
    private bool IsWhereFrom(int at)
    {
        var before = at > 0 && _words.Values[at - 1] is "my" or "the" or "our" or "his" or "her" ? at - 2 : at - 1;
        return before >= 0 && _words.Values[before] is "off" or "from" or "by" or "with" or "under" or "on" or "at" or "to";
    }

    private void Unhuman(int from, int to)
    {
        var creature = false;
        for (var i = from; i <= to; i++)
        {
            creature = (Is(Cue.Creature, i) && !IsWhereFrom(i)) || (creature && !Reports(i));
            NotHuman[i] = creature;
        }
    }
}
