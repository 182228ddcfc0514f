using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Spasms.Dialog.Replies;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;
using Spasms.Knowledge.Yaml;

namespace Spasms.Tests.Triage;

/// <summary>
/// A simulated patient: a fact sheet, and how it answers a question it has never seen, by the question's type, wording
/// and options. It says "no" or "none" to what the sheet doesn't list and "not sure" only where the sheet says so.
/// </summary>
internal sealed record Patient(string Id, string Story, ImmutableDictionary<string, string> Facts, ImmutableArray<string> Has, ImmutableArray<string> Unsure)
{
    // What a sheet calls a thing, and how a question may word it. Both are plain English, none is an id of the book.
    private static readonly ImmutableArray<(string Has, Regex Worded)> Wordings = Of(
        ("chest pain", "chest pain"), ("breathing", "trouble breathing|grunting"), ("swollen face", "swollen face or throat"), ("swallow", "swallow"), ("speech", "speaking"),
        ("one side weak", "on one side$"), ("seizure", "seizure"), ("fainting", "passing out"), ("confused", "confusion"), ("poison", "^poison"),
        ("saddle", "genitals"), ("bladder", "peeing, or"), ("sudden weakness", "strength.*lost"), ("accident", "accident or bad fall"), ("stiff neck", "stiff neck"),
        ("jaw", "jaw that"), ("rigid", "whole body very stiff"), ("swollen calf", "one leg or calf swollen"), ("dark urine", "dark pee"), ("overheated", "after heat"),
        ("fever", "^fever"), ("vomiting or diarrhea", "vomiting"), ("bad belly pain", "belly pain"), ("wound", "wound"), ("cold leg", "cold|pale.*(leg|limb|foot)"),
        ("floppy", "floppy"), ("pale child", "very pale skin"), ("jerks in groups", "jerks in groups"), ("limp", "limping"), ("won't drink", "won't feed"),
        ("bad headache", "headache, or"), ("sight", "trouble seeing"), ("rib pain", "under the ribs"), ("sudden swelling", "suddenly swollen"), ("belly cramps", "belly cramps"), ("bleeding", "bleeding"), ("moves less", "moves less"),
        ("weakness", "^weakness"), ("numb", "numbness or tingling that stays"), ("mouth tingling", "around the mouth"), ("heartbeat", "heartbeat"), ("both legs swollen", "both legs"), ("walking pain", "when walking"), ("weight loss", "weight loss"),
        ("surgery", "surgery"), ("long trip", "long trip"), ("cast", "surgery|cast"), ("injury", "fall or strain"), ("strain", "fall or strain"), ("exercise", "hard exercise"), ("heat", "hot weather"), ("toxic", "toxic"), ("new medicine", "new medicine"), ("alcohol", "drinking"),
        ("statin", "statin"), ("water tablet", "water tablet"), ("antipsychotic", "antipsychotic"), ("anti-sickness", "anti-sickness"), ("baclofen", "^baclofen"), ("lithium", "lithium"), ("antidepressant", "antidepressant"), ("opioid", "opioid"), ("steroid", "steroid"), ("inhaler", "inhaler"), ("acid medicine", "stomach-acid"), ("bone medicine", "bone medicine"), ("missed baclofen", "baclofen doses missed|were baclofen"),
        ("kidney", "kidney"), ("diabetes", "diabetes"), ("thyroid", "thyroid"), ("heart failure", "heart failure"), ("poor blood flow", "blood flow"), ("ms", @"^ms\b|\bms\b"), ("parkinson", "parkinson"), ("nerve illness", "nerve illness"), ("spinal cord", "spinal cord"), ("addison", "addison"), ("cancer", "cancer"), ("pounding headache", "pounding headache"));

    private static readonly ImmutableArray<string> Keys = ["age", "about", "pregnant", "kind", "onset", "often", "lasts", "bad", "course"];

    /// <summary>The sheets of a file in tests/triage.</summary>
    public static ImmutableArray<(Patient Patient, Expected Expected)> Read(string path)
    {
        var bag = new DiagnosticBag();
        var root = YamlText.Parse(path, Repo.Read(path), bag) as Node.List;
        var sheets = ImmutableArray.CreateBuilder<(Patient, Expected)>();
        foreach (var map in (root?.Items ?? []).Select(i => new MapReader(i, bag)))
        {
            var facts = Keys.Select(key => (key, Value: map.OptionalText(key))).Where(f => f.Value is not null).ToImmutableDictionary(f => f.key, f => f.Value!);
            var patient = new Patient(map.Text("id"), map.Text("story"), facts.Add("where", string.Join("; ", map.Texts("where"))), map.Texts("has"), map.Texts("unsure"));
            Assert.All(patient.Has.Concat(patient.Unsure), h => Assert.Contains(Wordings, w => w.Has == h));
            sheets.Add((patient, new Expected([.. map.Texts("accept").Select(l => Levels.Parse(l)!.Value)], map.Texts("states"), map.Texts("mention"))));
            map.Done();
        }

        Assert.Empty(bag.ToSorted());
        return sheets.ToImmutable();
    }

    /// <summary>The answer to a question.</summary>
    public string Answer(AskedQuestion asked, string words) => asked.Id switch
    {
        "offer" or "consent" or "confirm" => "yes",
        "summary" => "ok",
        _ => asked.Type switch
        {
            QuestionType.Age => Fact("age") is { } age && double.Parse(age, CultureInfo.InvariantCulture) is < 2 and var years ? $"{Math.Round(years * 12)} months" : Fact("age") ?? "no",
            QuestionType.Scale => Fact("bad") ?? "not sure",
            QuestionType.Duration => Fact("lasts") ?? "not sure",
            QuestionType.Onset => Fact("onset") ?? "not sure",
            QuestionType.Choices when Offers(asked, "face or eyelid") => Fact("where") is { Length: > 0 } where ? where.Replace("; ", " and ", StringComparison.Ordinal) : "not sure",
            QuestionType.Choice when Offers(asked, "my child") => Who(asked),
            QuestionType.Choice when Offers(asked, "twitch") => Fact("kind") ?? "not sure",
            QuestionType.Choice when Offers(asked, "pregnant") => Fact("pregnant") switch { "yes" => "I'm pregnant", "after birth" => "had a baby", _ => "no" },
            QuestionType.Choice when Offers(asked, "times a week") => Fact("often") ?? "not sure",
            QuestionType.Choice when Offers(asked, "worse") => Fact("course") ?? "the same",
            _ => Signs(asked, words),
        },
    };

    private static ImmutableArray<(string Has, Regex Worded)> Of(params ReadOnlySpan<(string Has, string Worded)> rows)
    {
        var wordings = ImmutableArray.CreateBuilder<(string, Regex)>();
        foreach (var (has, worded) in rows)
        {
            wordings.Add((has, new Regex(worded, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)));
        }

        return wordings.ToImmutable();
    }

    private string Signs(AskedQuestion asked, string words)
    {
        if (asked.Type == QuestionType.YesNo)
        {
            return Any(Has, words) ? "yes" : Any(Unsure, words) ? "not sure" : "no";
        }

        var chosen = asked.Options.Where(o => Any(Has, o.Text)).Select(o => o.Text).ToList();
        return chosen.Count > 0 ? string.Join("; ", chosen)
            : asked.Options.Any(o => Any(Unsure, o.Text)) ? "not sure"
            : asked.Options.Any(o => o.Id == "none") ? "none" : "no";
    }

    private string Who(AskedQuestion asked) => Fact("about") switch
    {
        null => asked.Options[0].Text,
        "child" => "my child",
        _ => asked.Options[2].Text,
    };

    private string? Fact(string key) => Facts.GetValueOrDefault(key);

    private static bool Offers(AskedQuestion asked, string text) => asked.Options.Any(o => o.Text.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static bool Any(ImmutableArray<string> named, string text) => Wordings.Any(w => named.Contains(w.Has) && w.Worded.IsMatch(text));

    /// <summary>What a careful nurse expects of the talk.</summary>
    public sealed record Expected(ImmutableArray<Urgency> Accept, ImmutableArray<string> States, ImmutableArray<string> Mention);
}
