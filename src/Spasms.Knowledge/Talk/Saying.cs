using System.Collections.Immutable;
using Spasms.Knowledge.Prepared;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Talk;

/// <summary>
/// A pattern of words such as <c>are you [a|an] real|actual doctor</c>: words apart by spaces, alternatives by bars,
/// what may be missing in brackets, words of one alternative joined by underscores.
/// </summary>
public sealed class Saying
{
    // Lengths are bits of a number.
    private const int Longest = 63;

    private readonly ImmutableArray<Step> _steps;

    private Saying(TalkIntent intent, ImmutableArray<Step> steps)
    {
        Intent = intent;
        _steps = steps;
    }

    /// <summary>What it means.</summary>
    public TalkIntent Intent { get; }

    /// <summary>The words that it may begin with.</summary>
    public IEnumerable<string> FirstWords
    {
        get
        {
            foreach (var step in _steps)
            {
                foreach (var choice in step.Choices)
                {
                    yield return choice[0];
                }

                if (!step.MayMiss)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Reads a pattern; null where a bracket is not closed or nothing stands there.</summary>
    public static Saying? Read(string pattern, TalkIntent intent)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var part in pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var mayMiss = part.StartsWith('[');
            if (mayMiss != part.EndsWith(']'))
            {
                return null;
            }

            ImmutableArray<ImmutableArray<string>> choices =
            [
                .. part.Trim('[', ']').Split('|')
                    .Select(c => Words.Of(c.Replace('_', ' ')).Select(w => w.Value).ToImmutableArray())
                    .Where(c => c.Length > 0),
            ];
            if (choices.Length == 0)
            {
                return null;
            }

            steps.Add(new Step(choices, mayMiss));
        }

        return steps.Any(s => !s.MayMiss) ? new Saying(intent, steps.ToImmutable()) : null;
    }

    /// <summary>The numbers of words that it can cover from a place on: bit n stands for n words.</summary>
    public ulong Lengths(ImmutableArray<Word> words, int from)
    {
        ulong reached = 1;
        foreach (var step in _steps)
        {
            var next = step.MayMiss ? reached : 0;
            for (var at = 0; at < Longest && from + at <= words.Length; at++)
            {
                if ((reached >> at & 1) == 0)
                {
                    continue;
                }

                foreach (var choice in step.Choices)
                {
                    if (at + choice.Length <= Longest && Stands(choice, words, from + at))
                    {
                        next |= 1UL << (at + choice.Length);
                    }
                }
            }

            reached = next;
            if (reached == 0)
            {
                break;
            }
        }

        return reached & ~1UL;
    }

    /// <summary>Its kept form.</summary>
    internal static Saying In(Form form, Saying? saying) => new(
        TalkForm.Intent(form, saying?.Intent),
        form.List(saying?._steps ?? [], static (f, step) => new Step(f.List(step?.Choices ?? [], static (g, choice) => g.Texts(choice)), f.Flag(step?.MayMiss ?? false))));

    private static bool Stands(ImmutableArray<string> choice, ImmutableArray<Word> words, int from)
    {
        if (from + choice.Length > words.Length)
        {
            return false;
        }

        for (var i = 0; i < choice.Length; i++)
        {
            if (choice[i] != words[from + i].Value)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Step(ImmutableArray<ImmutableArray<string>> Choices, bool MayMiss);
}
