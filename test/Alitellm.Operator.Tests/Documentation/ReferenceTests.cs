using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Alitellm.Api.Common;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability.Catalogue;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Tests.World;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Documentation;

/// <summary>What the reference lists is what the code has, and the other way round.</summary>
public sealed partial class ReferenceTests
{
    [Test]
    public void O60_every_variable_that_is_read_is_documented_and_no_other()
    {
        var asked = new AskedVariables();
        OperatorOptionsParser.Parse(asked, CommandLineFlags.None, ProcessFacts.Read(new Random(1)));

        var documented = Rows("docs/reference/settings.md").SelectMany(row => Variable().Matches(row.Split('|')[1]).Select(match => match.Value));

        Assert.That(documented, Is.EquivalentTo(asked.Names));
    }

    [Test]
    public void Every_flag_is_documented_and_no_other()
    {
        var help = ((CommandLineRequest.Help)OperatorCommandLine.Parse(["--help"])).Text;
        var flags = Flag().Matches(help).Select(match => match.Value).Distinct().Except(["--help"]);

        Assert.That(Rows("docs/reference/settings.md").SelectMany(row => Flag().Matches(row.Split('|')[2]).Select(match => match.Value)), Is.EquivalentTo(flags));
    }

    [Test]
    public void Every_reason_of_an_event_in_the_code_is_in_the_catalogue_or_a_reason_of_a_condition()
    {
        var sources = Directory.GetFiles(RepositoryFiles.PathOf("src/Alitellm.Operator"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var literal = sources.SelectMany(source => LiteralReason().Matches(source).Select(match => match.Groups["reason"].Value)).Distinct();
        string[] causes = [.. Enum.GetNames<WriteCause>().Intersect([nameof(WriteCause.Drifted), nameof(WriteCause.Vanished), nameof(WriteCause.Adopted), nameof(WriteCause.Duplicated)])];
        var conditions = typeof(ConditionReasons).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.That(EventCatalogue.All.Select(found => found.Reason), Is.EquivalentTo(literal.Except(conditions).Union(causes)));
    }

    private static IEnumerable<string> Rows(string page) =>
        File.ReadLines(RepositoryFiles.PathOf(page)).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    [GeneratedRegex("[A-Z][A-Z0-9_]{2,}")]
    private static partial Regex Variable();

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex Flag();

    [GeneratedRegex("""\.(?:Normal|Warning)\([\w.]+,\s*"(?<reason>[A-Z][a-zA-Z]+)",|(?:Notice|new)\("(?<reason>[A-Z][a-zA-Z]+)",\s*\$?"[^"]*[ {]""")]
    private static partial Regex LiteralReason();

    /// <summary>An empty environment that remembers what it was asked for.</summary>
    private sealed class AskedVariables : IReadOnlyDictionary<string, string?>
    {
        private readonly HashSet<string> _names = [];

        public IEnumerable<string> Names => _names;

        public IEnumerable<string> Keys => [];

        public IEnumerable<string?> Values => [];

        public int Count => 0;

        public string? this[string key] => throw new KeyNotFoundException(key);

        public bool ContainsKey(string key) => TryGetValue(key, out _);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out string? value)
        {
            _names.Add(key);
            value = null;
            return false;
        }

        public IEnumerator<KeyValuePair<string, string?>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, string?>>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
