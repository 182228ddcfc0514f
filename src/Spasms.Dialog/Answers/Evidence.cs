using System.Buffers;
using System.Collections.Immutable;
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
    private readonly LineIndex _lines;

    // Of every line, and for how many words it was counted last; lent, since there are thousands of lines and a few questions at a time.
    private readonly double[] _weights;
    private int[]? _counted;
    private readonly AnswerTables _tables;
    private readonly Goal _goal;
    private double _total;
    private double _best;
    private int _words;
    private float _most;
    private float _ours;

    private Evidence(AnswerTables tables, Goal goal)
    {
        _tables = tables;
        _goal = goal;
        _lines = tables.Lines;
        _weights = ArrayPool<double>.Shared.Rent(_lines.Count);
        _weights.AsSpan(0, _lines.Count).Clear();
    }

    /// <summary>Gives back what was lent: after it nothing may be asked.</summary>
    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_weights);
        if (_counted is { } counted)
        {
            ArrayPool<int>.Shared.Return(counted);
            _counted = null;
        }
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

        evidence.Add(tables.LineWords(goal.Ask), AskWord);
        return evidence;
    }

    /// <summary>The share of the question that stands in a line.</summary>
    public double Of(PassageFacts facts, int sentence) =>
        _total <= 0 ? 0 : _weights[_lines.Number(facts, sentence)] / _total;

    /// <summary>The share of the best of all lines.</summary>
    public double Most => _total <= 0 ? 0 : _best / _total;

    /// <summary>The best line's share.</summary>
    public double Best(PassageFacts facts)
    {
        var best = 0.0;
        for (var i = 0; i < facts.Sentences.Length; i++)
        {
            best = Math.Max(best, Of(facts, i));
        }

        return best;
    }

    /// <summary>How many votes of asked questions a passage has, as a share of what the first has (0 to 1).</summary>
    public double Asked(PassageFacts facts) => Votes[facts.Passage.Ordinal] is var votes and > 0 ? votes / _most : 0;

    /// <summary>The passages that have most votes, the first first; one far behind it is none.</summary>
    public ImmutableArray<PassageFacts> MostAsked => Votes.Length == 0 ? [] :
    [
        .. Votes.Select((votes, at) => (votes, at)).Where(v => v.votes > 0 && (v.votes >= _most || (v.votes >= Runner * _most && v.votes >= Sure)))
            .OrderByDescending(v => v.votes).ThenBy(v => v.at).Take(MostPassages).Select(v => _tables.Passages[v.at]),
    ];

    /// <summary>The share of questions of our subject among the asked ones that it is like (0 to 1).</summary>
    public double Ours => Votes.Length == 0 ? 0 : _ours;

    /// <summary>The share of votes that the first passage has (0 to 1).</summary>
    public double First => Votes.Length == 0 ? 0 : _most;

    // In the words of the question, of what was told with it and of the topics that the talk gave it.
    private float[] Votes
    {
        get
        {
            if (field is null)
            {
                field = new float[_tables.Passages.Length];
                ImmutableArray<string> given = [.. _goal.Topics.Where(t => !_goal.Question.Topics.Contains(t)).SelectMany(t => Fold.Text(_tables.NameOf(t)))];
                _ours = _tables.Knowledge.Asked.Vote([.. _goal.Question.Told, .. given.Where(w => !_goal.Question.Told.Contains(w))], field);
                _most = field.Length == 0 ? 0 : field.Max();
            }

            return field;
        }
    }

    // One word of the question, or several that count once.
    private void Add(IReadOnlyCollection<string> words, double worth)
    {
        var holding = words.SelectMany(_lines.Holding).ToArray();
        var found = holding.Length == 0 ? 0 : holding.Max(h => h.Length);
        if (found == 0)
        {
            return;
        }

        _words++;
        var weight = worth * Math.Log(1 + ((double)_lines.Count / found)) / Math.Log(1 + _lines.Count);
        _total += weight;
        if (holding.Length > 1 && _counted is null)
        {
            _counted = ArrayPool<int>.Shared.Rent(_lines.Count);
            _counted.AsSpan(0, _lines.Count).Clear();
        }

        foreach (var lines in holding)
        {
            foreach (var line in lines)
            {
                // A line stands once among those of a word, but may hold several words that count once.
                if (holding.Length == 1 || _counted![line] != _words)
                {
                    _weights[line] += weight;
                    _best = Math.Max(_best, _weights[line]);
                    if (holding.Length > 1)
                    {
                        _counted![line] = _words;
                    }
                }
            }
        }
    }
}
