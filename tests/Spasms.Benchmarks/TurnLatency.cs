using System.Diagnostics;
using System.Globalization;
using Spasms.Benchmarks.Wire;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Search;

namespace Spasms.Benchmarks;

/// <summary>Percentiles and bytes over whole turns: scan, Take and plain rendering, at the real corpus.</summary>
internal static class TurnLatency
{
    private const int WarmUps = 40, Runs = 15, MostSteps = 40, Fresh = 5_000, Rounds = 3;

    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static void Print()
    {
        var knowledge = RealCorpus.Load();
        var now = new Snapshot(knowledge, PassageIndex.Build(knowledge.Passages, knowledge.Vocabulary), knowledge.Countries.First(c => c.Id == "US"));
        var classes = new (string Name, List<Case> Cases)[]
        {
            ("answer", RealCorpus.Texts("tune-*.yaml", except: "emergencies").Select(Said).ToList()),
            ("emergency", RealCorpus.Texts("tune-emergencies.yaml").Select(Said).ToList()),
            ("triage step", Steps(now)),
        };
        foreach (var one in classes.SelectMany(c => c.Cases))
        {
            Least(now, one, WarmUps);
        }

        // Code that was hot while warming up is compiled anew in the background.
        Thread.Sleep(TimeSpan.FromSeconds(1));
        foreach (var (name, cases) in classes)
        {
            Report(name, [.. cases.Select(c => Least(now, c, Runs))]);
        }

        // What a machine's caches make of the same question at once again is no measure of a question that nobody asked before.
        Report("all different", InTurn(now, [.. classes[0].Cases.Concat(Enumerable.Range(0, Fresh).Select(i => Said(Messages.Different(i))))]));

        var story = string.Join(' ', RealCorpus.Texts("tune-own-trouble.yaml"));
        foreach (var size in (int[])[1_000, 10_000, 100_000])
        {
            var text = string.Concat(Enumerable.Repeat(story + ". ", 1 + (size / story.Length)))[..size];
            var (micros, bytes) = Least(now, Said(text), 10);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a message of {size} characters: {micros:0} us, {micros * 1000 / size:0} ns and {(double)bytes / size:0} bytes a character"));
        }
    }

    // Each after all others; the least of a few rounds, as above.
    private static (double Micros, long Bytes)[] InTurn(Snapshot now, List<Case> cases)
    {
        var least = cases.ConvertAll(_ => (Micros: double.MaxValue, Bytes: 0L)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < least.Length; i++)
            {
                var (micros, bytes) = Least(now, cases[i], 1);
                least[i] = (Math.Min(micros, least[i].Micros), bytes);
            }
        }

        return least;
    }

    private static void Report(string name, (double Micros, long Bytes)[] all)
    {
        var times = all.Select(a => a.Micros).Order().ToArray();
        var bytes = all.Select(a => a.Bytes).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-13} {all.Length,4} turns: p50 {times[times.Length / 2]:0} us, p95 {times[times.Length * 95 / 100]:0} us, p99 {times[times.Length * 99 / 100]:0} us, p50 {bytes[bytes.Length / 2] / 1024.0:0.0} KiB"));
    }

    // The least of several: a busy machine interrupts, and an interruption says nothing about the turn.
    private static (double Micros, long Bytes) Least(Snapshot now, Case one, int runs)
    {
        var (least, bytes) = (double.MaxValue, 0L);
        for (var run = 0; run < runs; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var turn = DialogEngine.Take(now, now.Knowledge.Triage, one.State, one.Message);
            foreach (var reply in turn.Replies)
            {
                PlainText.Render(reply);
            }

            least = Math.Min(least, Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (least, bytes);
    }

    private static Case Said(string text) => new(DialogState.New, new UserMessage(text, At));

    // One questionnaire for each way through its first options.
    private static List<Case> Steps(Snapshot now)
    {
        var cases = new List<Case>();
        for (var choice = 0; choice < 4; choice++)
        {
            var state = DialogState.New;
            var text = "check my symptoms";
            for (var step = 0; step < MostSteps; step++)
            {
                var one = new Case(state, new UserMessage(text, At));
                cases.Add(one);
                var turn = DialogEngine.Take(now, now.Knowledge.Triage, one.State, one.Message);
                state = turn.State;
                if (turn.Replies is not [.., { Question.Options: { IsEmpty: false } options }])
                {
                    break;
                }

                text = options[choice * (step + 1) % options.Length].Text;
            }
        }

        return cases;
    }

    private sealed record Case(DialogState State, UserMessage Message);
}
