using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>What is only asked about or supposed: "what is a stroke", "can spasms cause fits", "if my calf swells".</summary>
internal sealed partial class Reading
{
    // No rule looks further than this: time stays in line with length.
    private const int Reach = 40;

    private void Suppose(int from, int to)
    {
        if (_live)
        {
            return;
        }

        var report = NobodyNamed(from, to) && to - from < 10;
        for (var i = from; i <= to; i++)
        {
            if (Is(Cue.Keyword, i) && report)
            {
                Fill(from, to);
                return;
            }

            if (Is(Cue.Topic, i) && !AsksThePoint(End(Cue.Topic, i) + 1))
            {
                FillTopic(i, End(Cue.Topic, i) + 1, to);
            }
            else if (Is(Cue.Link, i) && (i == from || StartsThought(i)) && i < to && !Reports(i + 1) && !InNoCondition(i) && !Tells(i))
            {
                FillUntil(i, to, j => Speaks(j) || Is(Cue.Now, j));
            }
            else if (Is(Cue.Condition, i) && !InNoCondition(i))
            {
                FillUntil(i, to, j => j > i && (_words.Gaps[j] == Gap.Soft || Is(Cue.Break, j)), cancelledBy: Cue.Now);
            }
        }
    }

    // "what's the point" and "scared of what I'll do" ask nothing.
    private bool AsksThePoint(int at) =>
        at + 1 < _words.Count
        && ((_words.Values[at] is "the" or "even" && _words.Values[at + 1] is "point" or "use" or "the")
            || (_words.Values[at] == "what" && Is(Cue.Self, at + 1)));

    private bool StartsThought(int at) =>
        _words.Gaps[at] != Gap.None || Is(Cue.Break, at - 1) || _words.Values[at - 1] is "hi" or "hello" or "hey" or "ok" or "wondering" or "please";

    // "fell off the bed and is vomiting", "can only say two words" tell; "and is it dangerous" asks.
    private bool Tells(int at) => _words.Values[at] switch
    {
        "is" or "are" => at > 0 && (_words.Values[at - 1] == "and" || Spoken(at))
            && _words.Values[at + 1] is not ("it" or "that" or "there" or "the" or "a" or "an" or "these" or "those"),
        "can" => _words.Values[at + 1] is "only" or "just" or "feel" or "see" or "still",
        _ => false,
    };

    // "granny has the runs, is muddled": somebody was named in the sentence already.
    private bool Spoken(int at)
    {
        for (var i = at - 1; i >= 0 && !_words.EndsSentence[i]; i--)
        {
            if (Reports(i))
            {
                return true;
            }
        }

        return false;
    }

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
            if ((Reports(i) && !InGeneral(i)) || Is(Cue.Now, i) || _words.Values[i] is "cant" or "wont")
            {
                return false;
            }
        }

        return true;
    }

    // "spasms in babies, what do they look like" is about no baby.
    private bool InGeneral(int at) => at > 0 && _words.Values[at] switch
    {
        "they" or "them" => _words.Values[at - 1] is "do" or "are" or "can" or "will" or "should",
        "baby" or "toddler" or "toddlers" or "child" or "children" or "kid" or "kids" => _words.Values[at - 1] == "in",
        _ => false,
    };

    // "what is a stroke" is about strokes; "what is this pain in my chest" is about the person.
    private void FillTopic(int opener, int start, int to)
    {
        var stop = start;
        var supposed = false;
        var quotes = Quotes(opener, to);
        to = Math.Min(to, start + Reach);
        for (; stop <= to; stop++)
        {
            supposed |= Is(Cue.Condition, stop) || _words.Values[stop] is "should" or "would" or "could" or "when" or "can";
            if (Is(Cue.Break, stop) || Is(Cue.Now, stop))
            {
                break;
            }

            if (Reports(stop) && !supposed && !quotes)
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

    // "the leaflet in my box says ..."
    private bool Quotes(int opener, int to)
    {
        var says = false;
        for (var i = opener + 1; i <= to && i <= opener + 7; i++)
        {
            says |= _words.Values[i] is "says" or "said" or "say" or "mentions" or "warns" or "lists" or "talks";
        }

        return says && _words.Values[opener] is "leaflet" or "poster" or "packet" or "label" or "website";
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
}
