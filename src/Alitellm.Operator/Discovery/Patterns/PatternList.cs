namespace Alitellm.Operator.Discovery.Patterns;

/// <summary>Pure: a list of patterns in a spec, each bound to the start of what it is tried on.</summary>
internal static class PatternList
{
    /// <param name="path">Where the list stands, for the message.</param>
    /// <returns>The patterns, or what is wrong with the first bad one.</returns>
    public static (IReadOnlyList<Pattern> Patterns, string? Problem) Parse(string path, IEnumerable<string>? texts)
    {
        List<Pattern> patterns = [];
        foreach (var text in texts ?? [])
        {
            try
            {
                patterns.Add(Pattern.Parse(text, fromStart: true));
            }
            catch (PatternException e)
            {
                return ([], $"{path}[{patterns.Count}] \"{text}\" {e.Message}");
            }
        }

        return (patterns, null);
    }
}
