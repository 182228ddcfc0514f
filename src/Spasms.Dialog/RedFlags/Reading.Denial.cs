using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>What is denied: "no chest pain", "never had a fit", "weakness? none".</summary>
internal sealed partial class Reading
{
    private const int DenialReach = 14;

    private void Deny(int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (!Is(Cue.No, i) || _inSign[i] || InNoDenial(i) || NeverLikeThis(i, to))
            {
                continue;
            }

            var start = End(Cue.No, i) + 1;
            var reach = Math.Min(to, start + DenialReach);
            for (var j = start; j <= reach && !EndsDenial(j, start, reach); j++)
            {
                // Two denials make a report ("not without chest pain"); a row of them does not ("no chest pain no fever").
                DeniedBy[j] = _words.Values[i] == "without" && DeniedBy[i] >= 0 && i - DeniedBy[i] <= 3 ? -1 : i;
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
}
