using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Benchmarks;

/// <summary>One query against 100,000 synthetic passages, and against the real ones.</summary>
[MemoryDiagnoser]
public class SearchBenchmarks
{
    private readonly Query _real = Query.Of("causes", "leg", "cramps", "night");
    private PassageIndex _large = PassageIndex.Build([], Vocabulary.Empty);
    private PassageIndex _own = PassageIndex.Build([], Vocabulary.Empty);
    private Query[] _queries = [];
    private int _next;

    [GlobalSetup]
    public void Build()
    {
        var corpus = new SyntheticCorpus(1);
        _large = PassageIndex.Build(corpus.Passages(100_000), Vocabulary.Empty);
        _queries = corpus.Queries(1000);
        var knowledge = RealCorpus.Load();
        _own = PassageIndex.Build(knowledge.Passages, knowledge.Vocabulary);
    }

    [Benchmark]
    public ImmutableArray<Hit> A_hundred_thousand_passages() => _large.Search(_queries[_next++ % _queries.Length], 10);

    [Benchmark]
    public ImmutableArray<Hit> Our_own_passages() => _own.Search(_real, 10);

    [Benchmark]
    public string? Spelling() => _own.Correct("magnezium");
}
