using System.Text.Json.Nodes;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Fhir;

/// <summary>Words of FHIR R4 that both resources need: codings, units, and the ways to say that a value isn't there.</summary>
internal static class FhirTerms
{
    /// <summary>HL7's reasons why a value is absent, as a code system.</summary>
    public const string Absent = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    /// <summary>The same as an extension on a value.</summary>
    public const string AbsentExtension = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <summary>"I don't know", and "I won't say": neither is ever "no".</summary>
    public const string Unknown = "asked-unknown", Declined = "asked-declined";

    /// <summary>The code of "none of these".</summary>
    public const string None = "none";

    /// <summary>LinkIds of what came of it, apart from the questions.</summary>
    public const string Urgency = "result-urgency", Rules = "result-rules";

    /// <summary>The units of quantities (https://ucum.org).</summary>
    public const string Ucum = "http://unitsofmeasure.org";

    /// <summary>The item type of a question.</summary>
    public static string TypeOf(Question question) => question.Type switch
    {
        QuestionType.YesNo => "boolean",
        QuestionType.Choice or QuestionType.Choices => "choice",
        QuestionType.Scale => "integer",
        QuestionType.Number => "decimal",
        _ => "quantity",
    };

    /// <summary>UCUM code and name of a quantity's unit.</summary>
    public static (string Code, string Name) UnitOf(Question question) => question.Type switch
    {
        QuestionType.Age => ("a", "years"),
        QuestionType.Duration => ("min", "minutes"),
        _ => ("d", "days"),
    };

    /// <summary>A code of one of our own code systems: one for each question, since option ids are unique only there.</summary>
    public static JsonObject Coding(string url, string question, string code, string display) =>
        new() { ["system"] = $"{url}/{question}", ["code"] = code, ["display"] = display };

    /// <summary>A reason why there is no value, as a code to choose.</summary>
    public static JsonObject AbsentCoding(string code) =>
        new() { ["system"] = Absent, ["code"] = code, ["display"] = code == Unknown ? "Asked But Unknown" : "Asked But Declined" };

    /// <summary>A number in its question's unit.</summary>
    public static JsonObject Quantity(Question question, double value)
    {
        var (code, name) = UnitOf(question);
        return new JsonObject { ["value"] = Rounded(value), ["unit"] = name, ["system"] = Ucum, ["code"] = code };
    }

    /// <summary>Enough digits for an age in months; FHIR's decimals carry no more than was measured.</summary>
    public static decimal Rounded(double value) => Math.Round((decimal)Math.Clamp(value, -1e9, 1e9), 4);
}
