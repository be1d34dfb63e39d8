using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Alitellm.LiteLLM;

/// <summary>
/// Removes secrets from text that a person may see: by the shape of well-known credentials, and by value where the value is known.
/// It rather takes too much than too little (names of Claude models look like keys to it).
/// </summary>
public static partial class Redactor
{
    /// <summary>Longest message the operator puts into a condition, in bytes of UTF-8.</summary>
    public const int MaxMessageBytes = 200;

    private const string Replacement = "[REDACTED]";
    private const string Ellipsis = "...";

    /// <summary>Known values shorter than this are no secrets, and removing them would shred the text.</summary>
    private const int MinKnownLength = 4;

    /// <summary>Replaces everything that has the shape of a credential.</summary>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Credential().Replace(text, Replacement);
    }

    /// <summary>
    /// Replaces the known values (at least four characters long), also where they appear escaped as in JSON or in a URL, and
    /// everything that has the shape of a credential.
    /// </summary>
    public static string Redact(string text, IReadOnlyCollection<string> knownValues)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(knownValues);

        // Longest first: a value that contains another must go as a whole.
        foreach (var value in knownValues.Where(value => value is { Length: >= MinKnownLength }).OrderByDescending(value => value.Length))
        {
            text = text.Replace(value, Replacement, StringComparison.Ordinal)
                .Replace(JsonEncodedText.Encode(value).Value, Replacement, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(value), Replacement, StringComparison.Ordinal);
        }

        return Redact(text);
    }

    /// <summary>
    /// Shortens text to at most <paramref name="maxBytes"/> bytes of UTF-8, the closing <c>...</c> included, without splitting a
    /// character: the API server refuses a message with half of one.
    /// </summary>
    public static string Cut(string text, int maxBytes = MaxMessageBytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, Ellipsis.Length);
        if (Encoding.UTF8.GetByteCount(text) <= maxBytes)
        {
            return text;
        }

        var room = maxBytes - Ellipsis.Length;
        var kept = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                break;
            }

            room -= rune.Utf8SequenceLength;
            kept += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, kept), Ellipsis);
    }

    // Each alternative is one run of one character class after a literal: linear without backtracking into it.
    [GeneratedRegex(
        """
        authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token)\s+)?[^\s"',;{}]+
        | bearer\s+[^\s"',;{}]{8,}
        | (?:sk-|xai-|claude-|gsk_)[a-z0-9_.-]{8,}
        | akia[0-9a-z]{16,}
        | aizasy[0-9a-z_-]{33,}
        | hf_[0-9a-z]{30,}
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Credential();
}
