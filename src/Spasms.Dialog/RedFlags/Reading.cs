using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>
/// What the words around a sign make of it: denied, long over, merely asked about, not a person's, a figure of speech.
/// Each rule works on the cues that red-flags.yaml lists, within one sentence.
/// </summary>
internal sealed class Reading
{
    private const int DenialReach = 14;

    // No rule looks further than this: time stays in line with length.
    private const int Reach = 40;
    private readonly MessageWords _words;
    private readonly bool[,] _cue;
    private readonly int[] _cueEnd;

    private Reading(MessageWords words)
    {
        _words = words;
        _cue = new bool[words.Count, RedFlagLexicon.FirstGroup];
        _cueEnd = new int[words.Count * RedFlagLexicon.FirstGroup];
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

    public static Reading Of(MessageWords words, List<PhraseHit> hits)
    {
        var reading = new Reading(words);
        foreach (var hit in hits)
        {
            if (hit.Mark < RedFlagLexicon.FirstGroup)
            {
                reading.Note((Cue)hit.Mark, hit);
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

    // A new thought begins: "but my arm", "and i cant".
    private bool Breaks(int at) =>
        Is(Cue.Break, at) || (_words.Values[at] is "and" or "or" && at + 1 < _words.Count && (Reports(at + 1) || Is(Cue.Now, at + 1)));

    private bool Reports(int at) => Is(Cue.Self, at) || Is(Cue.Other, at);

    private void Deny(int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (!Is(Cue.No, i) || InNoDenial(i) || NeverLikeThis(i, to))
            {
                continue;
            }

            var start = End(Cue.No, i) + 1;
            var reach = Math.Min(to, start + DenialReach);
            for (var j = start; j <= reach && !EndsDenial(j, start, reach); j++)
            {
                // Two denials make a report ("not without chest pain").
                DeniedBy[j] = DeniedBy[i] >= 0 && i - DeniedBy[i] <= 3 ? -1 : i;
            }
        }
    }

    // "never had chest pain like this" reports it.
    private bool NeverLikeThis(int at, int to)
    {
        if (_words.Values[at] != "never")
        {
            return false;
        }

        for (var i = at + 1; i < to && i < at + DenialReach; i++)
        {
            if (_words.Values[i] is "like" or "this" or "so" or "as" && _words.Values[i + 1] is "this" or "that" or "it" or "bad")
            {
                return true;
            }
        }

        return false;
    }

    private bool InNoDenial(int at)
    {
        for (var i = Math.Max(0, at - 3); i <= at; i++)
        {
            if (Is(Cue.NoDenial, i) && End(Cue.NoDenial, i) >= at)
            {
                return true;
            }
        }

        return false;
    }

    private bool EndsDenial(int at, int start, int reach)
    {
        if (Breaks(at) || (at > start && Is(Cue.Now, at)) || (Is(Cue.Self, at) && _words.Values[at] != "my"))
        {
            return true;
        }

        return at > start && _words.Gaps[at] == Gap.Soft && !ListGoesOn(at, reach);
    }

    // "no chest pain, breathing trouble or weakness": an "or" to come, and nobody new speaks before it.
    private bool ListGoesOn(int at, int reach)
    {
        for (var i = at; i <= reach && i < at + 8; i++)
        {
            if (Reports(i) || Is(Cue.Break, i) || Is(Cue.Now, i))
            {
                return false;
            }

            if (_words.Values[i] is "or" or "nor")
            {
                return true;
            }
        }

        return false;
    }

    // "chest pain? no." and "seizures: none"
    private void AnsweredNo()
    {
        for (var i = 1; i < _words.Count; i++)
        {
            var alone = i + 1 == _words.Count || _words.Gaps[i + 1] != Gap.None;
            if (_words.Gaps[i] != Gap.None && alone && _words.Values[i] is "no" or "none" or "nope" or "never" && !Any(Cue.Alarm))
            {
                for (var j = i - 1; j >= 0 && j >= i - 4; j--)
                {
                    DeniedBy[j] = DeniedBy[j] >= 0 ? DeniedBy[j] : -2;
                    if (_words.Gaps[j] != Gap.None)
                    {
                        break;
                    }
                }
            }
        }
    }

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
        for (var i = start; i <= end; i++)
        {
            if (Is(Cue.Now, i))
            {
                return;
            }

            past = Is(Cue.Past, i) || IsYear(i) ? i : past;
        }

        if (past < 0)
        {
            return;
        }

        // A time that stands alone between commas belongs to its neighbours: "when I was a kid, I had fits".
        var alone = end - start <= 5;
        if (alone && start == from && end < to)
        {
            end++;
            while (end < to && _words.Gaps[end + 1] == Gap.None && !Breaks(end + 1))
            {
                end++;
            }

            for (var i = start; i <= end; i++)
            {
                if (Is(Cue.Now, i))
                {
                    return;
                }
            }
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

    private void Suppose(int from, int to)
    {
        var report = NobodyNamed(from, to) && to - from < 10;
        for (var i = from; i <= to; i++)
        {
            if (Is(Cue.Keyword, i) && report)
            {
                Fill(from, to);
                return;
            }

            if (Is(Cue.Topic, i))
            {
                FillTopic(i, End(Cue.Topic, i) + 1, to);
            }
            else if (Is(Cue.Link, i) && (i == from || StartsThought(i)) && i < to && !Reports(i + 1))
            {
                FillUntil(i, to, j => Speaks(j) || Is(Cue.Now, j));
            }
            else if (Is(Cue.Condition, i) && !InNoCondition(i))
            {
                FillUntil(i, to, j => j > i && (_words.Gaps[j] == Gap.Soft || Is(Cue.Break, j)), cancelledBy: Cue.Now);
            }
        }
    }

    private bool StartsThought(int at) =>
        _words.Gaps[at] != Gap.None || Is(Cue.Break, at - 1) || _words.Values[at - 1] is "hi" or "hello" or "hey" or "ok" or "and" or "wondering" or "please";

    private bool InNoCondition(int at)
    {
        for (var i = Math.Max(0, at - 3); i <= at; i++)
        {
            if (Is(Cue.NoCondition, i) && End(Cue.NoCondition, i) >= at)
            {
                return true;
            }
        }

        return false;
    }

    private bool NobodyNamed(int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (Reports(i) || Is(Cue.Now, i))
            {
                return false;
            }
        }

        return true;
    }

    // "what is a stroke" is about strokes; "what is this pain in my chest" is about the person.
    private void FillTopic(int opener, int start, int to)
    {
        var stop = start;
        var supposed = false;
        to = Math.Min(to, start + Reach);
        for (; stop <= to; stop++)
        {
            supposed |= Is(Cue.Condition, stop) || _words.Values[stop] is "should" or "would" or "could" or "when" or "can";
            if (Is(Cue.Break, stop) || Is(Cue.Now, stop))
            {
                break;
            }

            if (Reports(stop) && !supposed)
            {
                if (_words.Gaps[stop] == Gap.None && _words.Values[stop] is "my" or "his" or "her" or "this" && stop - start <= 6)
                {
                    return;
                }

                break;
            }
        }

        for (var i = opener; i < stop; i++)
        {
            Supposed[i] = true;
        }
    }

    // Somebody tells something: "i", "hes", or "my arm is".
    private bool Speaks(int at)
    {
        if (!Reports(at))
        {
            return false;
        }

        if (_words.Values[at] is not ("my" or "his" or "her" or "me" or "someone" or "somebody"))
        {
            return true;
        }

        for (var i = at + 1; i < _words.Count && i <= at + 3; i++)
        {
            if (_words.Values[i] is "is" or "are" or "has" or "have" or "feels" or "feel" or "keeps" or "went" or "hurts" or "cant" or "wont" or "isnt" or "suddenly" or "just")
            {
                return true;
            }
        }

        return false;
    }

    private void FillUntil(int start, int to, Func<int, bool> stops, Cue? cancelledBy = null)
    {
        var stop = start + 1;
        var cancelled = false;
        to = Math.Min(to, start + Reach);
        for (; stop <= to && !stops(stop); stop++)
        {
            cancelled |= cancelledBy is { } cue && Is(cue, stop);
        }

        if (!cancelled)
        {
            Fill(start, stop - 1);
        }
    }

    private void Fill(int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            Supposed[i] = true;
        }
    }

    private void Unhuman(int from, int to)
    {
        var creature = false;
        for (var i = from; i <= to; i++)
        {
            creature = Is(Cue.Creature, i) || (creature && !Reports(i));
            NotHuman[i] = creature;
        }
    }
}
