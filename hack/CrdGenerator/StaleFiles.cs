namespace Alitellm.CrdGenerator;

/// <summary>Compares generated files with those on disk.</summary>
internal static class StaleFiles
{
    /// <summary>The files that differ or are missing, and those that were generated once and are not any more; sorted.</summary>
    public static IReadOnlyList<string> Find(IReadOnlyDictionary<string, string> files, IEnumerable<string> folders)
    {
        var changed = files.Where(f => !File.Exists(f.Key) || File.ReadAllText(f.Key) != f.Value).Select(f => f.Key);
        var left = folders.Where(Directory.Exists).SelectMany(Directory.GetFiles)
            .Where(f => !files.ContainsKey(f) && File.ReadLines(f).FirstOrDefault("").Contains(GeneratedFiles.Mark, StringComparison.Ordinal));
        return [.. changed.Concat(left).Distinct().Order(StringComparer.Ordinal)];
    }
}
