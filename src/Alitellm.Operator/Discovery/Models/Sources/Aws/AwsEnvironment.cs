namespace Alitellm.Operator.Discovery.Models.Sources.Aws;

/// <summary>What AWS puts into a pod: variables and files they name.</summary>
/// <param name="readFile">Reads a small text file.</param>
internal sealed class AwsEnvironment(IReadOnlyDictionary<string, string?> variables, Func<string, string> readFile)
{
    /// <summary>Without white space around it; null when unset or empty.</summary>
    public string? Variable(string name)
    {
        return variables.GetValueOrDefault(name)?.Trim() is { Length: > 0 } value ? value : null;
    }

    /// <summary>The text of a mounted token; null when it cannot be read.</summary>
    public string? Token(string path)
    {
        try
        {
            return readFile(path).Trim() is { Length: > 0 } token ? token : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
