using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Alitellm.Operator.Hosting;

namespace Alitellm.CrdGenerator;

/// <summary>Writes the page of flags and environment variables from the documentation of <see cref="OperatorOptions"/>, each summary of which begins with their names.</summary>
internal static partial class SettingReference
{
    private const string Introduction = """
        # Settings

        Settings are environment variables; a flag, where there is one, wins over its variable. A value that cannot be read, a variable that means nothing
        without another, and a misspelt variable that begins with `LITELLM_OPERATOR_` or `OPENCODE_CATALOG_` end start-up with a sentence. Durations are written as
        in Go: `500ms`, `30s`, `10m`, `1h30m`. What is in force is logged once at the start, without secrets.

        | Variable | Flag | Default | Meaning |
        | --- | --- | --- | --- |

        """;

    public static string Write(XmlDocs docs)
    {
        var page = new StringBuilder(Introduction);
        var defaults = new OperatorOptions { Identity = "", InstanceId = "" };
        foreach (var property in typeof(OperatorOptions).GetProperties())
        {
            var summary = docs.Summary(property);
            var names = LeadingNames().Match(summary);
            var variables = Full([.. Variable().Matches(names.Value).Select(match => match.Value)]);
            if (variables.Count > 0)
            {
                var flag = Flag().Match(names.Value);
                var meaning = FieldText.Cell(summary[names.Length..]);
                page.Append($"| {string.Join("<br>", variables.Select(Code))} | {(flag.Success ? Code(flag.Value) : "")} | {Default(property.GetValue(defaults))} | {meaning} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>A name that begins with an underscore goes on where the first one's last word begins.</summary>
    private static List<string> Full(IReadOnlyList<string> names) =>
        [.. names.Select(name => name.StartsWith('_') ? $"{names[0][..names[0].LastIndexOf('_')]}{name}" : name)];

    private static string Default(object? value) => value switch
    {
        null or "" => "",
        bool flag => Code(flag ? "true" : "false"),
        TimeSpan { TotalMinutes: >= 1 } time => Code(string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes}m")),
        TimeSpan time => Code(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds}s")),
        string text => Code(text),
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(item => Code($"{item}"))),
        Microsoft.Extensions.Logging.LogLevel => Code("info"),
        Enum choice => Code($"{choice}".ToLowerInvariant()),
        _ => Code(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static string Code(string text) => $"`{text}`";

    [GeneratedRegex("^(?:(?:_?[A-Z][A-Z0-9_]+|--[a-z-]+)(?:, | and |: )?)+")]
    private static partial Regex LeadingNames();

    [GeneratedRegex("(?<![A-Z0-9_])_?[A-Z][A-Z0-9_]+")]
    private static partial Regex Variable();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Flag();
}
