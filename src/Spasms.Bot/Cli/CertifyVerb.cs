using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spasms.Dialog;
using Spasms.Dialog.Triage;

namespace Spasms.Bot.Cli;

/// <summary><c>certify</c> checks the questionnaire's rules and writes what was proved, or a counter-example.</summary>
internal static class CertifyVerb
{
    private const string Scope = "Proved given findings rightly read; the reading of free text is measured, not proved.";

    /// <summary>Prints the certificate and writes it to a file where one is named; false when a property is not proved or the file can't be written.</summary>
    public static bool Run(Snapshot snapshot, string? file, TextWriter output, TextWriter faults)
    {
        using var text = new StringWriter();
        var proved = Print(snapshot, text);
        output.Write(text);
        try
        {
            if (file is not null)
            {
                File.WriteAllText(file, text.ToString());
            }

            return proved;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.WriteLine(fault.Message);
            return false;
        }
    }

    /// <summary>Prints the certificate; false when a property is not proved.</summary>
    public static bool Print(Snapshot snapshot, TextWriter output)
    {
        var book = snapshot.Knowledge.Triage;
        var certificate = Certifier.Certify(book);
        var form = new CertificateForm(
            certificate.IsProved,
            Scope,
            snapshot.Knowledge.Hash,
            book.Hash,
            book.RulesHash,
            book.IsApproved,
            certificate.Walks,
            certificate.States,
            certificate.All,
            certificate.Emergencies,
            [.. certificate.Properties.Select(p => new PropertyForm(p.Name, p.Means, p.How, p.CounterExample is null, p.CounterExample))]);
        output.WriteLine(JsonSerializer.Serialize(form, CertificateJson.Default.CertificateForm));
        return certificate.IsProved;
    }
}

/// <summary>The certificate on paper.</summary>
/// <param name="Proved">True when every property is.</param>
/// <param name="Scope">What the proof takes for granted.</param>
/// <param name="Content">Hash of the whole knowledge folder.</param>
/// <param name="Triage">Hash of triage.yaml.</param>
/// <param name="Rules">Hash of triage.yaml without its approval: what a clinician signs.</param>
/// <param name="Approved">True when a clinician signed exactly these rules.</param>
/// <param name="Walks">Questionnaires walked through the real engine.</param>
/// <param name="States">States visited in them.</param>
/// <param name="Questions">How many questions people are asked.</param>
/// <param name="EmergencyQuestions">The same for those who end as emergencies.</param>
/// <param name="Properties">Each property.</param>
internal sealed record CertificateForm(
    bool Proved,
    string Scope,
    string Content,
    string Triage,
    string Rules,
    bool Approved,
    int Walks,
    int States,
    QuestionCount Questions,
    QuestionCount EmergencyQuestions,
    ImmutableArray<PropertyForm> Properties);

/// <summary>One property: proved, or a counter-example.</summary>
internal sealed record PropertyForm(string Name, string Means, string How, bool Proved, string? CounterExample);

/// <summary>For people to read: indented.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CertificateForm))]
internal sealed partial class CertificateJson : JsonSerializerContext;
