using Spasms.Bot.Pages;
using Spasms.Dialog;
using Spasms.Dialog.Fhir;

namespace Spasms.Bot.Cli;

/// <summary><c>fhir</c> prints the questionnaire as a FHIR R4 Questionnaire.</summary>
internal static class FhirVerb
{
    /// <summary>The resource; its canonical address is the one at which this host serves it.</summary>
    public static string Text(Snapshot snapshot, Settings settings)
    {
        var address = settings.PublicUrl ?? settings.Urls.Split(';')[0].TrimEnd('/');
        return ResultRoutes.Write(FhirQuestionnaire.Of(snapshot.Knowledge.Triage, snapshot.Knowledge.English, ResultRoutes.Canonical(address)));
    }
}
