using System.Text.RegularExpressions;

namespace Alitellm.CrdGenerator;

/// <summary>The manifests of the samples, which the demo and the tests apply, so that an example on a page is one that works.</summary>
internal sealed partial class SampleManifests
{
    private readonly ILookup<string, string> _byKind;

    private SampleManifests(IEnumerable<string> documents)
    {
        _byKind = documents.ToLookup(document => KindLine().Match(document).Groups["kind"].Value, StringComparer.Ordinal);
    }

    /// <summary>The documents of all YAML files of a folder, in the order of the files.</summary>
    public static SampleManifests Read(string folder)
    {
        var files = Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal);
        return new(files.SelectMany(file => Separator().Split(File.ReadAllText(file))).Select(document => document.Trim()).Where(document => document.Length > 0));
    }

    public IEnumerable<string> Of(string kind)
    {
        return _byKind[kind];
    }

    [GeneratedRegex("^---.*$", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex("^kind: (?<kind>\\w+)", RegexOptions.Multiline)]
    private static partial Regex KindLine();
}
