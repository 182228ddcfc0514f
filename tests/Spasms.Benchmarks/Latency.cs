using System.Diagnostics;
using System.Globalization;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Benchmarks;

/// <summary>Percentiles over single queries.</summary>
internal static class Latency
{
    public static void Print()
    {
        foreach (var passages in (int[])[1_000, 100_000])
        {
            var corpus = new SyntheticCorpus(1);
            var clock = Stopwatch.StartNew();
            var index = PassageIndex.Build(corpus.Passages(passages), Vocabulary.Empty);
            var build = clock.Elapsed;
            var queries = corpus.Queries(3_000);
            var times = new List<double>();
            foreach (var query in queries)
            {
                // The least of five: a busy machine interrupts, and an interruption says nothing about the query.
                var least = double.MaxValue;
                for (var run = 0; run < 5; run++)
                {
                    clock.Restart();
                    index.Search(query, 10);
                    least = Math.Min(least, clock.Elapsed.TotalMicroseconds);
                }

                times.Add(least);
            }

            // The first third warms up.
            times.RemoveRange(0, 1_000);
            times.Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{passages} passages, built in {build.TotalSeconds:0.0} s: p50 {times[times.Count / 2]:0} us, p99 {times[times.Count * 99 / 100]:0} us, most {times[^1]:0} us"));
        }
    }
}
