using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;

namespace Spasms.Search;

/// <summary>
/// Finds passages for the words of a question. A port: the default is our own in-memory index, another stands on Lucene.
/// Implementations are immutable, safe to share between threads, and give the same hits in the same order on any machine.
/// </summary>
public interface IPassageIndex
{
    /// <summary>The best passages first; ties go to the lower ordinal. No hits for a query without known terms.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="count">At most this many hits.</param>
    ImmutableArray<Hit> Search(Query query, int count);

    /// <summary>How a passage's score for a query comes about, term by term; zero when nothing matches.</summary>
    Explanation Explain(Query query, Passage passage);

    /// <summary>True when the word, analysed, is a term of the index.</summary>
    bool Knows(string word);

    /// <summary>
    /// The inverse document frequency of a word, from 0 up; a word that the index doesn't know has the highest.
    /// </summary>
    double Idf(string word);

    /// <summary>
    /// The index word nearest to a misspelt one (one edit from five letters, two from eight), or null
    /// when the index knows the word, none is near, or several are equally likely and unlike.
    /// </summary>
    string? Correct(string word);
}

/// <summary>A question as the index sees it.</summary>
/// <param name="Terms">Words (not yet stemmed) in the order of the question, with their weights.</param>
/// <param name="Aspect">What is asked about the topic; passages of that aspect gain.</param>
public sealed record Query(ImmutableArray<QueryTerm> Terms, Aspect? Aspect = null)
{
    /// <summary>A query of plain words of weight 1.</summary>
    public static Query Of(params ReadOnlySpan<string> words)
    {
        var terms = ImmutableArray.CreateBuilder<QueryTerm>(words.Length);
        foreach (var word in words)
        {
            terms.Add(new QueryTerm(word));
        }

        return new Query(terms.ToImmutable());
    }
}

/// <summary>A word to look for.</summary>
/// <param name="Word">Normalised as by <see cref="Spasms.Knowledge.Text.Words"/>.</param>
/// <param name="Weight">Its share; 1 for a word of the question, less for a synonym added to it.</param>
public readonly record struct QueryTerm(string Word, double Weight = 1);

/// <summary>A found passage.</summary>
/// <param name="Passage">What was found.</param>
/// <param name="Score">Greater is better; comparable within one query only.</param>
public sealed record Hit(Passage Passage, double Score);

/// <summary>A part of a score and what it is made of.</summary>
/// <param name="Value">This part's value.</param>
/// <param name="Description">What it stands for.</param>
/// <param name="Details">The parts it is made of.</param>
public sealed record Explanation(double Value, string Description, ImmutableArray<Explanation> Details);
