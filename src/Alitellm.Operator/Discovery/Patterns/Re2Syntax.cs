using System.Globalization;
using System.Text;

namespace Alitellm.Operator.Discovery.Patterns;

/// <summary>
/// Pure: rewrites a regular expression of RE2 for the engine of .NET, and refuses what RE2 does not have. Where both read a text differently
/// (<c>\d</c>, <c>$</c>, <c>[a-[b]]</c>), the result means what RE2 means. What a group captures is nobody's concern, so names and laziness are
/// dropped.
/// </summary>
internal sealed class Re2Syntax
{
    /// <summary>RE2's own limit of a repetition.</summary>
    private const int MaxRepeat = 1000;

    private readonly string _text;
    private readonly StringBuilder _result = new();
    private readonly bool _multiline;
    private int _at;
    private int _depth;

    private Re2Syntax(string text)
    {
        _text = text;
        _multiline = HasMultilineFlag(text);
    }

    private bool IsAtEnd => _at == _text.Length;

    /// <exception cref="PatternException">It is not RE2's syntax.</exception>
    public static string ToDotNet(string pattern)
    {
        return new Re2Syntax(pattern).Rewrite();
    }

    private string Rewrite()
    {
        while (!IsAtEnd)
        {
            var c = _text[_at++];
            switch (c)
            {
                case '\\':
                    Escape();
                    break;
                case '[':
                    _at = Re2Class.Rewrite(_text, _at, _result);
                    break;
                case '(':
                    _depth++;
                    Open();
                    break;
                case ')' when --_depth < 0:
                    throw new PatternException("has a ) without a (");
                case '{':
                    Repeat();
                    break;
                case '$' when !_multiline:
                    _result.Append(@"\z");
                    break;
                default:
                    _result.Append(c);
                    break;
            }
        }

        return _depth == 0 ? _result.ToString() : throw new PatternException("has a ( without a )");
    }

    private void Escape()
    {
        if (IsAtEnd)
        {
            throw new PatternException("ends in a backslash");
        }

        var c = _text[_at];
        switch (c)
        {
            case 'A' or 'b' or 'B' or 'z':
                _at++;
                _result.Append('\\').Append(c);
                break;
            case 'Q':
                _at++;
                Quoted();
                break;
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
                _at++;
                _result.Append('[').Append(Re2Escapes.PerlClass(c)).Append(']');
                break;
            case 'p' or 'P':
                _at++;
                _result.Append(Re2Escapes.Category(_text, ref _at, negated: c == 'P'));
                break;
            default:
                Re2Escapes.AppendLiteral(_result, Re2Escapes.Character(_text, ref _at));
                break;
        }
    }

    private void Quoted()
    {
        var end = _text.IndexOf(@"\E", _at, StringComparison.Ordinal);
        var literal = end < 0 ? _text[_at..] : _text[_at..end];
        _at = end < 0 ? _text.Length : end + 2;
        foreach (var rune in literal.EnumerateRunes())
        {
            Re2Escapes.AppendLiteral(_result, rune.Value);
        }
    }

    private void Open()
    {
        if (IsAtEnd || _text[_at] != '?')
        {
            _result.Append("(?:");
            return;
        }

        _at++;
        if (_text.AsSpan(_at) is ['P', '<', ..] or ['<', not ('=' or '!'), ..])
        {
            Name();
            _result.Append("(?:");
            return;
        }

        Flags();
    }

    private void Name()
    {
        var start = _text.IndexOf('<', _at) + 1;
        var end = _text.IndexOf('>', start);
        var name = end < 0 ? "" : _text[start..end];
        if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new PatternException("has a group with an invalid name");
        }

        _at = end + 1;
    }

    /// <summary><c>(?i)</c>, <c>(?i-s:</c> and <c>(?:</c>. Whatever else begins like this is look-around, an atomic group or a comment.</summary>
    private void Flags()
    {
        var start = _at;
        while (!IsAtEnd && _text[_at] is 'i' or 'm' or 's' or 'U' or '-')
        {
            _at++;
        }

        var flags = _text[start.._at];
        if (IsAtEnd || _text[_at] is not (':' or ')') || flags.Count(static c => c == '-') > 1 || flags.EndsWith('-') || (flags.Length == 0 && _text[_at] == ')'))
        {
            throw new PatternException("has a group that RE2 does not know, such as look-around");
        }

        // U turns greediness round, which decides how much matches but not whether.
        flags = flags.Replace("U", "", StringComparison.Ordinal).TrimEnd('-');
        if (_text[_at++] == ')')
        {
            _depth--;
            _result.Append(flags.Length == 0 ? "" : $"(?{flags})");
        }
        else
        {
            _result.Append(CultureInfo.InvariantCulture, $"(?{flags}:");
        }
    }

    /// <summary>Anything but <c>{n}</c>, <c>{n,}</c> and <c>{n,m}</c> is a plain brace.</summary>
    private void Repeat()
    {
        var end = _text.IndexOf('}', _at);
        string[] bounds = end < 0 ? [] : _text[_at..end].Split(',');
        var isRepeat = bounds.Length is 1 or 2 && IsNumber(bounds[0]) && (bounds.Length == 1 || bounds[1].Length == 0 || IsNumber(bounds[1]));
        if (!isRepeat)
        {
            _result.Append(@"\{");
            return;
        }

        if (bounds.Any(static bound => bound.Length > 4 || (bound.Length > 0 && int.Parse(bound, CultureInfo.InvariantCulture) > MaxRepeat)))
        {
            throw new PatternException($"repeats more than {MaxRepeat} times");
        }

        _result.Append('{').Append(_text, _at, end - _at + 1);
        _at = end + 1;
    }

    private static bool IsNumber(string text)
    {
        return text.Length > 0 && text.All(char.IsAsciiDigit);
    }

    private static bool HasMultilineFlag(string text)
    {
        for (var at = text.IndexOf("(?", StringComparison.Ordinal); at >= 0; at = text.IndexOf("(?", at + 2, StringComparison.Ordinal))
        {
            var flags = text.AsSpan(at + 2);
            var length = flags.IndexOfAnyExcept("imsU");
            if ((length < 0 ? flags : flags[..length]).Contains('m'))
            {
                return true;
            }
        }

        return false;
    }
}
