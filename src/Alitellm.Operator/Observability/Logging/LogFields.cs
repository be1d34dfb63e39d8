using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Observability.Logging;

/// <summary>Gathers the structured values of a record: those of the scopes, outer first, then its own; a later one replaces an earlier one of the same name.</summary>
internal sealed class LogFields(Func<string, string> redact)
{
    private const string TemplateName = "{OriginalFormat}";

    private readonly List<KeyValuePair<string, object?>> _fields = [];

    public IReadOnlyList<KeyValuePair<string, object?>> All => _fields;

    public void Add(object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            return;
        }

        foreach ((string key, object? value) in values)
        {
            if (key != TemplateName)
            {
                Set(NameOf(key), Plain(value));
            }
        }
    }

    private void Set(string name, object? value)
    {
        int index = _fields.FindIndex(field => field.Key == name);
        if (index < 0)
        {
            _fields.Add(new(name, value));
        }
        else
        {
            _fields[index] = new(name, value);
        }
    }

    // "msg" and the like belong to the record itself.
    private static string NameOf(string key)
    {
        string name = JsonNamingPolicy.CamelCase.ConvertName(key);
        return name is "ts" or "level" or "logger" or "msg" or "exception" ? name + "_" : name;
    }

    private object? Plain(object? value) => value switch
    {
        null or bool or int or long or uint or byte or short or ushort or sbyte or decimal => value,
        double or float => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? number
            : number.ToString(CultureInfo.InvariantCulture),
        string text => redact(text),

        // Whoever logs a document has masked it value by value, which knows more than a look at its text.
        JsonNode document => document,
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable<string> texts => texts.Select(redact).ToArray(),
        IFormattable formattable => redact(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => redact(value.ToString() ?? string.Empty),
    };
}
