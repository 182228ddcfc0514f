using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Search;

namespace Spasms.Tests.Answers;

/// <summary>The index with a counter: how often it is asked, each term of a query counted.</summary>
internal sealed class CountingIndex(IPassageIndex inner) : IPassageIndex
{
    /// <summary>Questions put to it so far.</summary>
    public long Asked { get; private set; }

    public ImmutableArray<Hit> Search(Query query, int count)
    {
        Asked += query.Terms.Length;
        return inner.Search(query, count);
    }

    public Explanation Explain(Query query, Passage passage) => inner.Explain(query, passage);

    public bool Knows(string word)
    {
        Asked++;
        return inner.Knows(word);
    }

    public double Idf(string word)
    {
        Asked++;
        return inner.Idf(word);
    }

    public string? Correct(string word)
    {
        Asked++;
        return inner.Correct(word);
    }
}
