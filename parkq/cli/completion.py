"""completion: what a shell is to be told, so that it completes what is typed after parkq."""

import sys
from enum import StrEnum, unique
from typing import Annotated

import typer

from parkq import terminal
from parkq.errors import Exit


@unique
class Shell(StrEnum):
    """Shells that there is a script for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="Which shell it is for.")],
) -> Exit:
    """The script that lets a shell complete commands, options, names of the store and rules.

    Examples:
      eval "$(parkq completion bash)"     # in ~/.bashrc
      eval "$(parkq completion zsh)"      # in ~/.zshrc, behind compinit
      parkq completion fish > ~/.config/fish/completions/parkq.fish
      parkq completion bash
    """
    terminal.require_stdout()
    sys.stdout.write(_SCRIPTS[shell])
    return Exit.FOUND


_BASH = r"""# bash: eval "$(parkq completion bash)"
_parkq() {
    local reply
    COMPREPLY=()
    while IFS= read -r reply; do
        case $reply in
            :files) compopt -o default ;;
            :folders) compopt -o dirnames ;;
            *) COMPREPLY+=("$reply") ;;
        esac
        [[ $reply == *[/:=] ]] && compopt -o nospace
    done < <("$1" __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -F _parkq parkq
"""

_ZSH = r"""#compdef parkq
# zsh: eval "$(parkq completion zsh)", or this file as _parkq on the path of functions
_parkq() {
    local value help paths
    local -a whole shown_whole open shown_open
    while IFS= read -r help; do
        value=${help%%$'\t'*}
        help="$value  ${help#*$'\t'}"
        case $value in
            :files) _files ;;
            :folders) _files -/ ;;
            *[/:=]) open+=("$value"); shown_open+=("$help") ;;
            *) whole+=("$value"); shown_whole+=("$help") ;;
        esac
    done < <("$words[1]" __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    local -a alike=(-l -M 'm:{a-zA-Z}={A-Za-z}')
    compadd $alike -d shown_whole -a whole || compadd -U -l -d shown_whole -a whole
    compadd $alike -S '' -d shown_open -a open || compadd -U -l -S '' -d shown_open -a open
}
if [[ $funcstack[1] == _parkq ]]; then _parkq "$@"; else compdef _parkq parkq; fi
"""

_FISH = r"""# fish: parkq completion fish > ~/.config/fish/completions/parkq.fish
function __parkq_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct | string trim --left --chars '"\'' | string replace --all '\\' '')
    for line in ($before[1] __complete fish $before[2..-1] "$word" 2>/dev/null)
        switch $line
            case ':files*'
                __fish_complete_path "$word"
            case ':folders*'
                __fish_complete_directories "$word" ''
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c parkq -f -a '(__parkq_complete)'
"""

_SCRIPTS = {Shell.BASH: _BASH, Shell.ZSH: _ZSH, Shell.FISH: _FISH}
