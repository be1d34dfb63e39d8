namespace Alitellm.Operator.Hosting;

/// <summary>Names as Kubernetes takes them (RFC 1123).</summary>
internal static class DnsName
{
    private const int LabelLength = 63;

    public static bool IsLabel(string text) =>
        text.Length is > 0 and <= LabelLength
        && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-';

    /// <summary>Labels joined by dots, at most <paramref name="maxLength"/> characters.</summary>
    public static bool IsSubdomain(string text, int maxLength = 253) => text.Length <= maxLength && text.Split('.').All(IsLabelOfSubdomain);

    /// <summary>The nearest label to any text: other characters become dashes.</summary>
    public static string ToLabel(string text, int maxLength)
    {
        string label = string.Concat(text.ToLowerInvariant().Select(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-'));
        return label[..Math.Min(label.Length, maxLength)].Trim('-');
    }

    private static bool IsLabelOfSubdomain(string text) =>
        text.Length > 0
        && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-';
}
