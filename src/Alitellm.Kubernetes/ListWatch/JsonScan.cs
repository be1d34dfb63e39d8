using System.Text.Json;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Rules of looking through JSON without decoding it.</summary>
internal static class JsonScan
{
    /// <summary>Deeper than any decoder goes, so that one deep object is a defect of its own and not of its list.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = 1024 };

    /// <summary>From a property name to its value.</summary>
    /// <returns>Null for anything but a string, which is skipped.</returns>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }
}
