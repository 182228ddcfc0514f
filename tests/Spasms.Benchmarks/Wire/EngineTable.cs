using System.Diagnostics;
using System.Globalization;

namespace Spasms.Benchmarks.Wire;

/// <summary>Our own parts beside those on the named packages, over the wire in one run: start, processor time, time and memory.</summary>
internal static class EngineTable
{
    private const int Starts = 5, WarmUps = 6, Rounds = 5, Talks = 40;


    private static readonly (string Name, string[] Settings, string[] Code)[] Engines =
    [
        ("own", [], []),
        ("Index=lucene", ["--Index=lucene"], ["Spasms.Search", "Spasms.Search.Lucene"]),
        ("Recognizers=text", ["--Recognizers=text"], ["Spasms.Dialog/Recognizers", "Spasms.Dialog.RecognizersText"]),
        ("Host=botbuilder", ["--Host=botbuilder"], ["Spasms.Bot/Wire/Connector", "Spasms.Bot.BotBuilder"]),
        ("all three", ["--Index=lucene", "--Recognizers=text", "--Host=botbuilder"], []),
    ];

    // Free words for whatever the questionnaire asks next: read by the question's own rules, or left unread.
    private static readonly string[] Talk =
    [
        "check my symptoms", "myself", "I am thirty four", "no", "none of these", "my left calf", "on and off since last spring", "a couple of times a week",
        "about ten minutes", "six or seven out of ten", "I don't think so", "not sure", "thanksgiving", "nothing like that",
    ];

    /// <summary>Prints the table, a line for each engine.</summary>
    /// <param name="bot">The published Spasms.Bot.Packages.dll.</param>
    public static async Task PrintAsync(string bot)
    {
        var starts = Engines.ToDictionary(e => e.Name, _ => new List<double>());
        for (var run = 0; run < Starts; run++)
        {
            foreach (var (name, settings, _) in Engines)
            {
                using var server = await StartAsync(bot, settings);
                starts[name].Add(server.ToFirstAnswer.TotalMilliseconds);
            }
        }

        var questions = Questions();
        var servers = new List<Measured>();
        try
        {
            foreach (var (name, settings, _) in Engines)
            {
                servers.Add(new Measured(name, await StartAsync(bot, settings)));
            }

            // In turn, so that what else the machine does falls on all alike; code that was hot is compiled anew in the warm-up.
            for (var round = 0; round < WarmUps + Rounds; round++)
            {
                foreach (var one in servers)
                {
                    await RoundAsync(one, questions, round);
                }
            }

            Print(servers, starts, questions.Count);
        }
        finally
        {
            servers.ForEach(s => s.Server.Dispose());
        }
    }

    private static void Print(List<Measured> servers, Dictionary<string, List<double>> starts, int questions)
    {
        Say($"{questions} questions and {Talks} questionnaires of {Talk.Length} messages a round; {Rounds} rounds after {WarmUps} for warming up");
        Say($"| parts | start to first answer | server CPU a question | p50 of a question, one client | server CPU a step of the questionnaire | resident after all | lines of ours, own and adapter |");
        Say($"|---|---|---|---|---|---|---|");
        var own = servers[0];
        foreach (var (one, code) in servers.Zip(Engines.Select(e => e.Code)))
        {
            var (question, time, step) = (Middle(one.Question), Middle(one.Time), Middle(one.Step));
            Say($"| {one.Name} | {Middle(starts[one.Name]):0} ms ({Middle(starts[one.Name]) / Middle(starts[own.Name]):0.00}) | {question:0} us ({question / Middle(own.Question):0.00}) | {time:0} us ({time / Middle(own.Time):0.00}) | {step:0} us ({step / Middle(own.Step):0.00}) | {one.Server.Resident:0} MiB | {string.Join(", ", code.Select(Lines))} |");
        }
    }

    private static async Task RoundAsync(Measured one, List<string> questions, int round)
    {
        var before = one.Server.Cpu;
        var times = await AskAsync(one.Server, questions, round);
        var asked = one.Server.Cpu;
        for (var talk = 0; talk < Talks; talk++)
        {
            await TalkAsync(one.Server, (round * Talks) + talk);
        }

        if (round >= WarmUps)
        {
            one.Time.Add(Middle(times));
            one.Question.Add((asked - before).TotalMicroseconds / questions.Count);
            one.Step.Add((one.Server.Cpu - asked).TotalMicroseconds / (Talks * Talk.Length));
        }
    }

    private static Task<Server> StartAsync(string bot, string[] settings) => Server.StartAsync(
        [bot, "--Urls={url}", "--Storage=memory", "--RateLimits:PerUserPerMinute=0", "--RateLimits:PerAddressPerMinute=0", "--Logging:LogLevel:Default=Error", .. settings]);

    // Blanks at the end make a question new to what remembers answers, and mean nothing.
    private static async Task<List<double>> AskAsync(Server server, List<string> questions, int round)
    {
        var times = new List<double>(questions.Count);
        for (var i = 0; i < questions.Count; i++)
        {
            times.Add(await PostAsync(server, $"q{round}-{i}", "m", questions[i] + new string(' ', round)));
        }

        return times;
    }

    private static async Task TalkAsync(Server server, int talk)
    {
        for (var step = 0; step < Talk.Length; step++)
        {
            await PostAsync(server, $"t{talk}", $"m{step}", Talk[step]);
        }
    }

    private static async Task<double> PostAsync(Server server, string conversation, string id, string text)
    {
        var started = Stopwatch.GetTimestamp();
        using var message = Messages.Post(conversation, id, text);
        using var answer = await server.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), message);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }

    private static List<string> Questions() =>
        [.. RealCorpus.Texts("tune-answerable*.yaml").Where(text => text.All(c => c is not ('"' or '\\') && !char.IsControl(c)))];

    private static int Lines(string folder) =>
        Directory.EnumerateFiles(Path.Combine(RealCorpus.Root, "src", folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(RealCorpus.Root, f).Split('/', '\\').Any(part => part is "bin" or "obj"))
            .Sum(f => File.ReadLines(f).Count());

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    // Microseconds, a value for each round.
    private sealed record Measured(string Name, Server Server)
    {
        public List<double> Question { get; } = [];

        public List<double> Time { get; } = [];

        public List<double> Step { get; } = [];
    }
}
