using Alitellm.Api.Common;
namespace Alitellm.Operator.Hosting;

/// <summary>Reads environment variables and flags one by one and gathers what is wrong with them.</summary>
internal sealed class SettingsReader(IReadOnlyDictionary<string, string?> environment)
{
    // Variables with these prefixes can only be meant for this program, so a misspelt one is a mistake worth stopping for.
    private static readonly string[] s_ownPrefixes = ["LITELLM_OPERATOR_", "OPENCODE_CATALOG_"];

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    public delegate bool TryParse<T>(string text, out T value);

    /// <summary>Sentences, in the order in which the settings were read.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public void Refuse(string problem) => _problems.Add(problem);

    /// <summary>The value as set, also when it is empty; null when the variable is not set.</summary>
    public string? Raw(string variable)
    {
        _known.Add(variable);
        return environment.TryGetValue(variable, out string? value) ? value : null;
    }

    /// <summary>The value without surrounding white space; null when the variable is not set or empty.</summary>
    public string? Text(string variable)
    {
        string? value = Raw(variable)?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The flag when it was given, else the variable, with the name of whichever it was; null when neither says anything.</summary>
    public (string Name, string Value)? Text(string flag, string? flagValue, string variable)
    {
        string? variableValue = Text(variable);
        if (flagValue is not null)
        {
            return (flag, flagValue.Trim());
        }

        return variableValue is null ? null : (variable, variableValue);
    }

    /// <param name="expected">Completes "X is "abc", which is not …".</param>
    public T Parse<T>((string Name, string Value)? setting, T fallback, TryParse<T> tryParse, string expected)
    {
        if (setting is not { } given)
        {
            return fallback;
        }

        if (tryParse(given.Value, out T value))
        {
            return value;
        }

        Refuse($"{given.Name} is \"{given.Value}\", which is not {expected}.");
        return fallback;
    }

    public T Parse<T>(string variable, T fallback, TryParse<T> tryParse, string expected) =>
        Parse(Text(variable) is { } value ? (variable, value) : null, fallback, tryParse, expected);

    public bool Boolean(string variable) => Parse(variable, false, GoBoolean.TryParse, $"a boolean; accepted are {GoBoolean.Accepted}");

    /// <summary><c>true</c> or <c>false</c>; the reference reads these switches by comparing with <c>true</c>.</summary>
    public bool Switch(string variable, StringComparison comparison) => Parse(
        variable,
        false,
        (string text, out bool value) =>
        {
            value = string.Equals(text, "true", comparison);
            return value || string.Equals(text, "false", comparison);
        },
        comparison == StringComparison.Ordinal ? "exactly true or false in lower case" : "true or false");

    /// <param name="floor">Smallest accepted value, inclusive.</param>
    public TimeSpan Duration(string variable, TimeSpan fallback, TimeSpan floor)
    {
        TimeSpan value = Parse(variable, fallback, GoDuration.TryParse, "a duration such as 500ms, 30s, 10m or 1h30m");
        if (value >= floor)
        {
            return value;
        }

        Refuse(floor == TimeSpan.Zero ? $"{variable} must not be negative." : $"{variable} must be at least {floor.TotalSeconds}s.");
        return fallback;
    }

    /// <summary>A comma-separated list without repetitions, in the order given; null when the variable is not set or empty.</summary>
    /// <param name="expected">Completes "X names "abc", which is not …".</param>
    public IReadOnlyList<string>? List(string variable, Func<string, bool> isValid, string expected)
    {
        if (Text(variable) is not { } text)
        {
            return null;
        }

        List<string> items = [];
        foreach (string item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!isValid(item))
            {
                Refuse($"{variable} names \"{item}\", which is not {expected}.");
            }
            else if (!items.Contains(item))
            {
                items.Add(item);
            }
        }

        return items;
    }

    /// <summary>Refuses variables of ours that no setting has read. Call it last.</summary>
    public void RefuseUnknown()
    {
        foreach (string variable in environment.Keys.Order(StringComparer.Ordinal))
        {
            bool ours = s_ownPrefixes.Any(prefix => variable.StartsWith(prefix, StringComparison.Ordinal));
            if (ours && !_known.Contains(variable) && !IsServiceLink(variable))
            {
                Refuse($"{variable} is not a setting of this operator.");
            }
        }
    }

    // The kubelet sets such variables for every Service of the namespace, whatever its name.
    private static bool IsServiceLink(string variable) =>
        variable.EndsWith("_SERVICE_HOST", StringComparison.Ordinal)
        || variable.Contains("_SERVICE_PORT", StringComparison.Ordinal)
        || variable.EndsWith("_PORT", StringComparison.Ordinal)
        || variable.Contains("_PORT_", StringComparison.Ordinal);
}
