namespace Alitellm.Testing.Kubernetes;

internal static class WarningHeader
{
    public static string Format(string text) => $"299 - \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
