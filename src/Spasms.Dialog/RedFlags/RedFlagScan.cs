namespace Spasms.Dialog.RedFlags;

/// <summary>Looks for signs of danger in a message, before anything else may answer (I1).</summary>
public static class RedFlagScan
{
    /// <summary>Scans one message with the newest families. Never throws; time grows with the length of the text.</summary>
    public static ScanResult Scan(Snapshot now, string text) => ScanResult.None;
}
