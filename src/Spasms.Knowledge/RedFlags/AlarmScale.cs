using Spasms.Knowledge.Prepared;

namespace Spasms.Knowledge.RedFlags;

/// <summary>
/// What the signs that patterns find count beside the words of a message, and from where on the sum is an alarm: learnt with
/// the words, by cross-validation. All in hundredths of the words' scale.
/// </summary>
/// <param name="Threshold"><c>:threshold</c>: from here on a message is taken for an emergency, and a sign that speaks for itself needs no question.</param>
/// <param name="Against"><c>:against</c>: below this even plain words of self-harm are asked about first.</param>
/// <param name="Hushed"><c>:hushed</c>: below this a sign of another emergency is not even asked about.</param>
/// <param name="Sentence"><c>:sentence</c>: so much louder must the sentence of a sign speak where the whole message doesn't.</param>
/// <param name="FirstLead"><c>:lead</c>: what a lead counts (<see cref="RedFlagPattern.IsLead"/>).</param>
/// <param name="AnotherLead"><c>:lead</c>, second number: what each further lead counts, up to <see cref="MostLeads"/>.</param>
/// <param name="Plain"><c>:plain</c>: what a sign that speaks for itself counts.</param>
/// <param name="PlainCrisis"><c>:plain</c>, second number: what plain words of self-harm count.</param>
/// <param name="SameDay"><c>:same-day</c>: what a sign that needs help the same day counts; usually below zero.</param>
public readonly record struct AlarmScale(int Threshold, int Against, int Hushed, int Sentence, int FirstLead, int AnotherLead, int Plain, int PlainCrisis, int SameDay)
{
    /// <summary>No signs count, and none is hushed.</summary>
    public static AlarmScale None { get; } = default(AlarmScale) with { Hushed = int.MinValue };

    /// <summary>More leads than this speak no louder.</summary>
    public const int MostLeads = 4;

    /// <summary>What signs count.</summary>
    public int Of(Signs signs) =>
        (signs.Leads == 0 ? 0 : FirstLead + (AnotherLead * (Math.Min(signs.Leads, MostLeads) - 1)))
        + (signs.Plain ? Plain : 0) + (signs.Crisis ? PlainCrisis : 0) + (signs.SameDay ? SameDay : 0);

    /// <summary>With the numbers of a line of the file; null when it is no line of the scale.</summary>
    internal AlarmScale? With(string line, AlarmWeight numbers) => line switch
    {
        ":threshold" => this with { Threshold = numbers.Alarm },
        ":against" => this with { Against = numbers.Alarm },
        ":hushed" => this with { Hushed = numbers.Alarm },
        ":sentence" => this with { Sentence = numbers.Alarm },
        ":lead" => this with { FirstLead = numbers.Alarm, AnotherLead = numbers.Crisis },
        ":plain" => this with { Plain = numbers.Alarm, PlainCrisis = numbers.Crisis },
        ":same-day" => this with { SameDay = numbers.Alarm },
        _ => null,
    };

    /// <summary>Its kept form.</summary>
    internal static AlarmScale In(Form form, AlarmScale scale) => new(
        form.Number(scale.Threshold),
        form.Number(scale.Against),
        form.Number(scale.Hushed),
        form.Number(scale.Sentence),
        form.Number(scale.FirstLead),
        form.Number(scale.AnotherLead),
        form.Number(scale.Plain),
        form.Number(scale.PlainCrisis),
        form.Number(scale.SameDay));
}

/// <summary>What the patterns found in a message.</summary>
/// <param name="Leads">Number of leads (<see cref="RedFlagPattern.IsLead"/>).</param>
/// <param name="Plain">A sign of an emergency that speaks for itself.</param>
/// <param name="Crisis">Words of self-harm.</param>
/// <param name="SameDay">A sign that needs help the same day.</param>
public readonly record struct Signs(int Leads, bool Plain, bool Crisis, bool SameDay);
