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

    private Reading(MessageWords words)
    {
        _words = words;
        _cue = new bool[words.Count, RedFlagLexicon.FirstGroup];
        _cueEnd = new int[words.Count * RedFlagLexicon.FirstGroup];
        _inSign = new bool[words.Count];
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

        for (var from = 0; from < words.Count;)
        {
            var to = from;
            while (to + 1 < words.Count && !words.EndsSentence[to])
            {
                to++;
            }

            reading.Deny(from, to);
            reading.AgePast(from, to);
            reading.Suppose(from, to);
            reading.Unhuman(from, to);
            from = to + 1;
        }

        reading.AnsweredNo();
        return reading;
    }

    private int End(Cue cue, int at) => _cueEnd[(at * RedFlagLexicon.FirstGroup) + (int)cue];

    private void Note(Cue cue, PhraseHit hit)
    {
        _cue[hit.First, (int)cue] = true;
        ref var end = ref _cueEnd[(hit.First * RedFlagLexicon.FirstGroup) + (int)cue];
        end = Math.Max(end, hit.Last);
        if (cue == Cue.Figure)
        {
            for (var i = hit.First; i <= hit.Last; i++)
            {
                Figure[i] = true;
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

    private bool Reports(int at) => Is(Cue.Self, at) || Is(Cue.Other, at);

    private void AgePast(int from, int to)
    {
        for (var start = from; start <= to;)
        {
            var end = start;
            while (end < to && _words.Gaps[end + 1] == Gap.None && !Breaks(end + 1))
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

            past = Is(Cue.Past, i) || IsYear(i) ? i : past;
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

            end = AnyIn(Cue.Now, end + 1, further) || Is(Cue.Break, end + 1) ? end : further;
        }
        else if (alone && start > from && past - start <= 3)
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

    private bool IsYear(int at) =>
        _words.Values[at] is { Length: 4 } year && year[0] is '1' or '2' && year[1] is '9' or '0' && year.All(char.IsAsciiDigit);

    // "fell off my horse", "kicked by the horse": the animal did not have it.
    private bool IsWhereFrom(int at) => at > 0 && _words.Values[at - 1] is ("off" or "from" or "by" or "with" or "under" or "on");

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
