namespace Spasms.Search;

/// <summary>The known terms of a query, each once, in the order of the question.</summary>
internal sealed class QueryPlan
{
    private readonly int[] _terms;
    private readonly double[] _weights;

    private QueryPlan(int[] terms, double[] weights, int count)
    {
        _terms = terms;
        _weights = weights;
        Count = count;
    }

    /// <summary>How many terms there are.</summary>
    public int Count { get; }

    /// <summary>Term numbers.</summary>
    public ReadOnlySpan<int> Terms => _terms.AsSpan(0, Count);

    /// <summary>Their weights; where a term comes twice, the greater one.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Count);

    /// <summary>Looks the words of a query up; unknown ones and senseless weights fall away.</summary>
    public static QueryPlan Of(Query query, IndexData data)
    {
        var asked = query.Terms.IsDefault ? [] : query.Terms;
        var terms = new int[asked.Length];
        var weights = new double[asked.Length];
        var count = 0;
        var slots = new Dictionary<int, int>(asked.Length);
        foreach (var (word, weight) in asked)
        {
            if (string.IsNullOrEmpty(word) || !(weight > 0) || !double.IsFinite(weight) || data.TermOf(word) is not (>= 0 and var term))
            {
                continue;
            }

            if (slots.TryAdd(term, count))
            {
                terms[count] = term;
                weights[count] = weight;
                count++;
            }
            else
            {
                weights[slots[term]] = Math.Max(weights[slots[term]], weight);
            }
        }

        return new QueryPlan(terms, weights, count);
    }
}
