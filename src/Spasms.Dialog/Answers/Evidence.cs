using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spasms.Dialog.Understanding;

namespace Spasms.Dialog.Answers;

/// <summary>
/// How much of what a question asks stands in each line: the share, by weight, of the question's words (0 to 1).
/// A word weighs more the fewer lines hold it; one that says little about a subject weighs half, and the words by which
/// a line answers this kind of question ("harmless" for "is it serious") count together as one more word.
/// </summary>
internal sealed class Evidence : IDisposable
{
    private const double SmallWord = 0.5;
    private const double TopicWord = 0.35;
    private const double AskWord = 0.7;

    // Of the sections by votes, so many are worth quoting, a further one if it has such shares of the first one's votes and of all.
    private const double Runner = 0.3;
    private const double Sure = 0.12;
    private const int MostPassages = 2;

    // Of a few words in a talk the first section is right in two of three, one of the first four in nine of ten.
    private const double RunnerInTalk = 0.1;
    private const double SureInTalk = 0.04;
    private const int MostInTalk = 4;

    /// <summary>The share of votes from which a follow-up asks for one section beyond doubt.</summary>
    public const double Surely = 0.65;

    /// <summary>The share of votes that is meant whatever a question seems to name: "can you drink too much", after water.</summary>
    public const double Beyond = 0.9;

    // What one of the two ways leaves out the other can still name, if it is very sure.
    private const float Hardly = 1e-6f;
    private readonly LineIndex _lines;

    // Of every line, and for how many words it was counted last; lent, since there are thousands of lines and a few questions at a time.
    private readonly int[] _room;
    private int[]? _counted;
    private int[]? _votes;
    private readonly AnswerTables _tables;
    private readonly Goal _goal;
    private double _total;
    private double _best;
    private int _words;
    private float _most;
    private float _ours;
    private float _follows = 0.5f;

    private Evidence(AnswerTables tables, Goal goal)
    {
        _tables = tables;
        _goal = goal;
        _lines = tables.Lines;
        _room = ArrayPool<int>.Shared.Rent(2 * _lines.Count);
        Weights.Clear();
    }

    /// <summary>Gives back what was lent: after it nothing may be asked.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_room);
        Return(ref _counted);
        Return(ref _votes);
    }

    /// <summary>Weighs all lines for a question. Cost: a step a line that holds one of its words.</summary>
    public static Evidence For(AnswerTables tables, Goal goal)
    {
        var evidence = new Evidence(tables, goal);
        // Of "when?" nothing would be left.
        var bare = goal.Question.Words.Length <= 2;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in goal.Question.Words)
        {
            if (seen.Add(word) && (bare || !tables.Small.Contains(word)))
            {
                evidence.Add([word], goal.Topics.Any(t => tables.Facts[t].Names.Contains(word)) ? TopicWord : tables.NeutralWords.Contains(word) ? SmallWord : 1);
            }
        }

        foreach (var topic in goal.Topics)
        {
            if (!tables.Facts[topic].Names.Overlaps(goal.Question.Words))
            {
                evidence.Add(tables.Facts[topic].Names, TopicWord);
            }
        }

        if (goal.Question.Words.Any(w => w is "name" or "called" or "example" or "brand"))
        {
            // "What are some of them called": the line that names those of the kind.
            foreach (var group in goal.Topics.Where(t => tables.Facts[t].IsMedicine))
            {
                evidence.Add([.. tables.Facts.Where(f => f.IsMedicine && f.Broader.Contains(group)).SelectMany(f => f.Names)], AskWord);
            }
        }

        evidence.Add(tables.LineWords(goal.Ask), AskWord);
        return evidence;
    }

    /// <summary>The share of the question that stands in a line.</summary>
    public double Of(PassageFacts facts, int sentence) =>
        _total <= 0 ? 0 : Weights[_lines.Number(facts, sentence)] / _total;

    // Two whole numbers for each real one: of those the framework has a pool compiled ahead.
    private Span<double> Weights => MemoryMarshal.Cast<int, double>(_room.AsSpan())[.._lines.Count];

    /// <summary>The share of the best of all lines.</summary>
    public double Most => _total <= 0 ? 0 : _best / _total;

    /// <summary>The best line's share.</summary>
    public double Best(PassageFacts facts)
    {
        var best = 0.0;
        if (_total > 0)
        {
            foreach (var weight in Weights.Slice(_lines.Number(facts, 0), facts.Sentences.Length))
            {
                best = Math.Max(best, weight / _total);
            }
        }

        return best;
    }

    /// <summary>How many votes of asked questions a passage has, as a share of what the first has (0 to 1).</summary>
    public double Asked(PassageFacts facts) => Votes[facts.Passage.Ordinal] is var votes and > 0 ? votes / _most : 0;

    /// <summary>The passages that have most votes, the first first; one far behind it is none.</summary>
    public ImmutableArray<PassageFacts> MostAsked
    {
        get
        {
            var most = new List<int>(MostInTalk);
            while (most.Count < (IsOpen ? MostInTalk : MostPassages) && Next(most) is >= 0 and var next)
            {
                most.Add(next);
            }

            return [.. most.Select(at => _tables.Passages[at])];
        }
    }

    /// <summary>The share of questions of our subject among the asked ones that it is like (0 to 1).</summary>
    public double Ours => Votes.Length == 0 ? 0 : _ours;

    /// <summary>The share of our subject among follow-ups that it is like (0 to 1); half where it follows nothing.</summary>
    public double Follows => Votes.Length == 0 ? 0.5 : _follows;

    /// <summary>The share of votes that the first passage has (0 to 1).</summary>
    public double First => Votes.Length == 0 ? 0 : _most;

    // In the words of the question, of what was told with it and of the topics that the talk gave it; a follow-up's in those of the whole message.
    private Span<float> Votes
    {
        get
        {
            if (_votes is null)
            {
                _votes = ArrayPool<int>.Shared.Rent(_tables.Passages.Length);
                var all = Reals(_votes);
                Count(all);
                foreach (var votes in all)
                {
                    _most = Math.Max(_most, votes);
                }
            }

            return Reals(_votes);
        }
    }

    private Span<float> Reals(int[] room) => MemoryMarshal.Cast<int, float>(room.AsSpan())[.._tables.Passages.Length];

    private static void Return(ref int[]? lent)
    {
        if (lent is { } room)
        {
            ArrayPool<int>.Shared.Return(room);
            lent = null;
        }
    }

    // What leans on the talk is like other follow-ups; what may stand alone is like both.
    private void Count(Span<float> votes)
    {
        var (asked, followUps) = (_tables.Knowledge.Asked, _tables.Knowledge.FollowUps);
        var follows = _goal.Follows && !followUps.IsEmpty;
        if (follows)
        {
            _ours = _follows = followUps.Vote(_goal.Said.AsSpan(), Rewording.Before(_tables, _goal).AsSpan(), votes).Ours;
            if (_goal.Leans)
            {
                return;
            }
        }

        var alone = follows ? new float[votes.Length] : votes;
        _ours = asked.Vote(Rewording.Of(_tables, _goal).AsSpan(), alone);
        for (var i = 0; follows && i < votes.Length; i++)
        {
            votes[i] = MathF.Sqrt((votes[i] + Hardly) * (alone[i] + Hardly));
        }
    }

    // In a talk, where no section is meant beyond doubt.
    private bool IsOpen => _goal.Follows && First < Surely;

    // The passage with most votes that is worth quoting beside those before it, or -1.
    private int Next(List<int> before)
    {
        var next = -1;
        var (runner, sure) = IsOpen ? (RunnerInTalk, SureInTalk) : (Runner, Sure);
        var all = Votes;
        for (var at = 0; at < all.Length; at++)
        {
            var votes = all[at];
            if (votes > 0 && (votes >= _most || (votes >= runner * _most && votes >= sure)) && (next < 0 || votes > all[next]) && !before.Contains(at))
            {
                next = at;
            }
        }

        return next;
    }

    // One word of the question, or several that count once.
    private void Add(IReadOnlyCollection<string> words, double worth)
    {
        var holding = new List<int>();
        var found = 0;
        foreach (var word in words)
        {
            foreach (var stem in _lines.Stems(word))
            {
                holding.Add(stem);
                found = Math.Max(found, _lines.Holding(stem).Length);
            }
        }

        if (found == 0)
        {
            return;
        }

        _words++;
        var weight = worth * Math.Log(1 + ((double)_lines.Count / found)) / Math.Log(1 + _lines.Count);
        _total += weight;
        if (holding.Count > 1 && _counted is null)
        {
            _counted = ArrayPool<int>.Shared.Rent(_lines.Count);
            _counted.AsSpan(0, _lines.Count).Clear();
        }

        var weights = Weights;
        foreach (var stem in holding)
        {
            foreach (var line in _lines.Holding(stem))
            {
                // A line stands once among those of a word, but may hold several words that count once.
                if (holding.Count == 1 || _counted![line] != _words)
                {
                    weights[line] += weight;
                    _best = Math.Max(_best, weights[line]);
                    if (holding.Count > 1)
                    {
                        _counted![line] = _words;
                    }
                }
            }
        }
    }
}
