using Spasms.Knowledge.RedFlags;

namespace Spasms.Dialog.RedFlags;

/// <summary>What is said to be all right, and limbs that went to sleep: "speech fine, vision ok", "leg went dead on the toilet, back in a minute".</summary>
internal sealed partial class Reading
{
    // Longer messages may hold a second story that the posture does not explain.
    private const int LongestAsleep = 45;

    private readonly bool[] _function;

    // "speech ok, face is fine": a function with "fine" behind it and nothing else is denied to be wrong.
    private void SaidFine(int from, int to)
    {
        for (var i = from + 1; i <= to; i++)
        {
            if (!Is(Cue.Fine, i) || !EndsThought(End(Cue.Fine, i), to))
            {
                continue;
            }

            var start = i;
            var named = false;
            while (start > from && _words.Gaps[start] == Gap.None && !Breaks(start - 1) && (_function[start - 1] || IsLink(_words.Values[start - 1])))
            {
                start--;
                named |= _function[start];
            }

            var refused = start > from && _words.Gaps[start] == Gap.None && (Is(Cue.No, start - 1) || _words.Values[start - 1] is "was" or "were" or "until");
            for (var j = start; named && !refused && j < i; j++)
            {
                DeniedBy[j] = DeniedBy[j] >= 0 ? DeniedBy[j] : -2;
            }
        }
    }

    private bool EndsThought(int at, int to) =>
        at == to || _words.Gaps[at + 1] != Gap.None || Breaks(at + 1) || _words.Values[at + 1] is "and" or "now" or "too" or "again" or "though" or "otherwise";

    private static bool IsLink(string word) =>
        word is "is" or "are" or "my" or "his" or "her" or "the" or "all" or "both" or "feels" or "feel" or "seems" or "still" or "and" or "or" or "can"
            or "works" or "working" or "looks" or "completely" or "totally" or "perfectly" or "also" or "of" or "in" or "to" or "everything" or "too" or "its";

    // A limb that a posture sent to sleep and that woke again. Face, speech and sight have no such excuse.
    private void WokeAgain()
    {
        if (_words.Count > LongestAsleep || !Any(Cue.Posture) || !Any(Cue.Resolved))
        {
            return;
        }

        for (var i = 0; i < _words.Count; i++)
        {
            if (DeniedBy[i] == -1 && _words.Values[i] is "face" or "mouth" or "lip" or "lips" or "tongue" or "cheek" or "speech" or "slurred" or "talk" or "speak" or "vision" or "sight" or "weak" or "pee" or "bladder" or "poo" or "bowel" or "bowels")
            {
                return;
            }
        }

        for (var i = 0; i < _words.Count; i++)
        {
            for (var j = i; Is(Cue.Asleep, i) && j <= End(Cue.Asleep, i); j++)
            {
                Figure[j] = true;
            }
        }
    }
}
