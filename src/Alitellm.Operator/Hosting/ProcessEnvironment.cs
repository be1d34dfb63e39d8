using System.Collections;

namespace Alitellm.Operator.Hosting;

/// <summary>The environment variables of this process as a plain dictionary.</summary>
internal static class ProcessEnvironment
{
    public static IReadOnlyDictionary<string, string?> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value, StringComparer.Ordinal);
}
